package dev.hansard.edge.errors;

import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.util.List;

/** Problem documents for everything that goes wrong, in Spring MVC, before it and in Tomcat. */
@Configuration(proxyBeanMethods = false)
@Import(ProblemErrorController.class)
public class ErrorsConfiguration {

    @Bean
    Problems problems(ObjectProvider<ProblemMapper> mappers) {
        return new Problems(mappers.orderedStream().toList());
    }

    @Bean
    WebMvcConfigurer problemsOnly(Problems problems) {
        return new WebMvcConfigurer() {
            @Override
            public void configureHandlerExceptionResolvers(
                    List<HandlerExceptionResolver> resolvers) {
                resolvers.add(new ProblemResolver(problems));
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve() {
        return factory ->
                factory.addContextCustomizers(
                        context -> {
                            if (context.getParent() instanceof StandardHost host) {
                                host.setErrorReportValveClass(ProblemValve.class.getName());
                            }
                        });
    }
}
