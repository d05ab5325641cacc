package dev.hansard.edge.request;

import dev.hansard.api.Ttl;
import dev.hansard.edge.json.Instants;
import dev.hansard.edge.page.PageResolver;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What controllers may have as arguments. */
@Configuration(proxyBeanMethods = false)
public class RequestConfiguration {

    @Bean
    WebMvcConfigurer requestArguments(Clock clock) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new EnvelopeResolver(clock));
                resolvers.add(new PageResolver());
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new ParameterInterceptor()).order(1);
            }

            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverterFactory(new WireEnums());
                registry.addConverter(String.class, Instant.class, Instants::parse);
                registry.addConverter(String.class, Ttl.class, Ttl::parse);
            }
        };
    }
}
