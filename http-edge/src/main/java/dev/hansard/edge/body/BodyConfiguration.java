package dev.hansard.edge.body;

import dev.hansard.edge.settings.LimitSettings;

import jakarta.servlet.DispatcherType;

import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bounds and measures what comes in. */
@Configuration(proxyBeanMethods = false)
public class BodyConfiguration {

    /** After the credential was checked: a stranger's body is not even measured. */
    private static final int ORDER = -80;

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(
            LimitSettings limits, ObjectProvider<LargeBody> large) {
        FilterRegistrationBean<BodyFilter> filter =
                new FilterRegistrationBean<>(
                        new BodyFilter(limits.requestBody(), large.stream().toList()));
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        filter.setOrder(ORDER);
        return filter;
    }

    /** A client that asks before it sends is told to go on only when somebody reads. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueOnRead() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> {
                            if (connector.getProtocolHandler()
                                    instanceof AbstractHttp11Protocol<?> http) {
                                http.setContinueResponseTiming("onRead");
                            }
                        });
    }
}
