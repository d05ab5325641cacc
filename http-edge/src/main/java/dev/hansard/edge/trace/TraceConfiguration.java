package dev.hansard.edge.trace;

import dev.hansard.edge.errors.Problems;

import jakarta.servlet.DispatcherType;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the trace around everything else. */
@Configuration(proxyBeanMethods = false)
public class TraceConfiguration {

    private static final int ORDER = -100;

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter(Problems problems) {
        FilterRegistrationBean<TraceFilter> filter =
                new FilterRegistrationBean<>(new TraceFilter(problems));
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.setOrder(ORDER);
        return filter;
    }
}
