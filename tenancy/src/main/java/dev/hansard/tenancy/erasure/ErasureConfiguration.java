package dev.hansard.tenancy.erasure;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.eventstore.CommitSignal;
import dev.hansard.eventstore.EventLog;
import dev.hansard.eventstore.EventStoreSettings;
import dev.hansard.eventstore.LogFollower;
import dev.hansard.eventstore.seal.SealedStore;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.List;

import javax.sql.DataSource;

/** What lets go of users and tenants that were erased, on this node, and says that it has. */
@Configuration(proxyBeanMethods = false)
public class ErasureConfiguration {

    @Bean
    ErasureTable erasureTable(DataSource dataSource, SealedStore sealed) {
        return new ErasureTable(dataSource);
    }

    @Bean
    ErasureProblems erasureProblems() {
        return new ErasureProblems();
    }

    @Bean
    Forgetting forgetting(
            ErasureTable table,
            EventLog log,
            SealedStore sealed,
            CommitSignal signal,
            List<Forgetful> all) {
        return new Forgetting(table, log, sealed, signal, all);
    }

    /** Follows from before the first request until after the last. */
    @Bean(initMethod = "start", destroyMethod = "close")
    LogFollower erasuresFollower(
            Forgetting forgetting,
            EventLog log,
            CommitSignal signal,
            EventStoreSettings settings,
            MeterRegistry meters) {
        return new LogFollower(forgetting, log, signal, settings, meters);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    NodeRegistry nodeRegistry(
            DataSource dataSource,
            EventLog log,
            ObjectProvider<LogFollower> followers,
            ObjectProvider<FollowsToo> others,
            Forgetting forgetting) {
        List<LogFollower> all = followers.stream().toList();
        return new NodeRegistry(
                dataSource,
                log,
                () -> all.stream().mapToLong(LogFollower::position).min().orElse(0),
                others.stream().toList(),
                forgetting,
                System::nanoTime);
    }

    @Bean
    WebMvcConfigurer nodeThatMayAnswer(NodeRegistry node) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new MayAnswer(node)).addPathPatterns("/v1/**");
            }
        };
    }

    private record MayAnswer(NodeRegistry node) implements HandlerInterceptor {

        @Override
        public boolean preHandle(
                HttpServletRequest request, HttpServletResponse response, Object handler) {
            if (!node.mayAnswer()) {
                throw Refusal.of(
                        ErrorCode.READ_MODEL_BEHIND,
                        "this node was cut off from the store and reads what it has missed");
            }
            return true;
        }
    }
}
