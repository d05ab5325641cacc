package dev.hansard.edge;

import dev.hansard.edge.access.AccessConfiguration;
import dev.hansard.edge.body.BodyConfiguration;
import dev.hansard.edge.errors.ErrorsConfiguration;
import dev.hansard.edge.json.JsonConfiguration;
import dev.hansard.edge.jwt.JwtConfiguration;
import dev.hansard.edge.openapi.OpenApiController;
import dev.hansard.edge.request.RequestConfiguration;
import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.edge.settings.KeySettings;
import dev.hansard.edge.settings.LimitSettings;
import dev.hansard.edge.settings.TtlSetting;
import dev.hansard.edge.settings.TtlSettings;
import dev.hansard.edge.trace.TraceConfiguration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;

import java.time.Clock;

/** The HTTP edge: what a side imports to speak the contract's common rules. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    EdgeSettings.class,
    KeySettings.class,
    LimitSettings.class,
    TtlSettings.class
})
@Import({
    TtlSetting.class,
    TraceConfiguration.class,
    AccessConfiguration.class,
    JwtConfiguration.class,
    BodyConfiguration.class,
    JsonConfiguration.class,
    ErrorsConfiguration.class,
    RequestConfiguration.class,
    TtlSetting.class,
    OpenApiController.class
})
public class HttpEdgeConfiguration {

    /** The time of everything; a test gives its own. */
    @Bean
    @Fallback
    Clock clock() {
        return Clock.systemUTC();
    }
}
