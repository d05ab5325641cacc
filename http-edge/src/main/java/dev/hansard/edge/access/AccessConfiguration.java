package dev.hansard.edge.access;

import dev.hansard.edge.settings.EdgeSettings;

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

/** Who comes in, and what they may do. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    private static final int ORDER = -90;

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(
            EdgeSettings settings, ObjectProvider<Credentials> credentials) {
        FilterRegistrationBean<AccessFilter> filter =
                new FilterRegistrationBean<>(
                        new AccessFilter(admission(settings, credentials.getIfAvailable())));
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(ORDER);
        return filter;
    }

    private static Admission admission(EdgeSettings settings, @Nullable Credentials credentials) {
        String key = settings.adminKey();
        if (key == null) {
            return new ProtectedMode();
        }
        return new KeyedMode(credentials == null ? new OperatorKey(key) : credentials);
    }

    @Bean
    WebMvcConfigurer allowedInterceptor() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new AllowedInterceptor()).order(0);
            }
        };
    }

    @Bean
    EveryEndpointIsGuarded everyEndpointIsGuarded(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        return new EveryEndpointIsGuarded(endpoints);
    }
}
