package dev.hansard.edge.json;

import dev.hansard.edge.settings.LimitSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts {@link StrictJson} in the place of Spring's own JSON converter. */
@Configuration(proxyBeanMethods = false)
public class JsonConfiguration {

    @Bean
    StrictJson strictJson(LimitSettings limits) {
        return new StrictJson(limits);
    }

    @Bean
    WebMvcConfigurer strictJsonConverter(StrictJson json) {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
                builder.withJsonConverter(new StrictJsonConverter(json));
            }
        };
    }
}
