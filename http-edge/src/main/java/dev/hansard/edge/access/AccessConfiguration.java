package dev.hansard.edge.access;

import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.edge.settings.KeySettings;

import io.micrometer.core.instrument.MeterRegistry;

import jakarta.servlet.DispatcherType;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.util.List;
import java.util.stream.Stream;

/** Who comes in, and what they may do. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    private static final int ORDER = -90;

    @Bean
    Admission admission(
            EdgeSettings settings,
            KeySettings keys,
            ObjectProvider<Credentials> credentials,
            MeterRegistry meters) {
        RateLimit rateLimit = new RateLimit(keys.requestsPerSecond(), meters);
        return settings.protectedMode()
                ? new ProtectedMode()
                : new KeyedMode(all(settings.adminKey(), credentials), rateLimit);
    }

    @Bean
    LastingAccess lastingAccess(Admission admission, ObjectProvider<ErasedTenants> erasedTenants) {
        return new LastingAccess(admission, erasedTenants.getIfAvailable(() -> ErasedTenants.NONE));
    }

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(Admission admission) {
        FilterRegistrationBean<AccessFilter> filter =
                new FilterRegistrationBean<>(new AccessFilter(admission));
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(ORDER);
        return filter;
    }

    private static List<Credentials> all(
            @Nullable String adminKey, ObjectProvider<Credentials> others) {
        return Stream.concat(
                        Stream.ofNullable(adminKey).map(OperatorKey::new), others.orderedStream())
                .toList();
    }

    @Bean
    WebMvcConfigurer allowedInterceptor(
            ObjectProvider<AllowedUsers> allowedUsers,
            ObjectProvider<ErasedTenants> erasedTenants) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(
                                new AllowedInterceptor(
                                        allowedUsers.getIfAvailable(() -> AllowedUsers.EVERYONE),
                                        erasedTenants.getIfAvailable(() -> ErasedTenants.NONE)))
                        .order(0);
            }
        };
    }

    @Bean
    EveryEndpointIsGuarded everyEndpointIsGuarded(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        return new EveryEndpointIsGuarded(endpoints);
    }
}
