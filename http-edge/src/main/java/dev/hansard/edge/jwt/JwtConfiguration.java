package dev.hansard.edge.jwt;

import dev.hansard.edge.access.Credentials;
import dev.hansard.edge.settings.EdgeSettings;
import dev.hansard.edge.startup.StartRefusedException;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Takes tokens, if the settings say whose. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JwtSettings.class)
public class JwtConfiguration {

    /**
     * @throws StartRefusedException if nobody would be asked for a token
     */
    @Bean
    Credentials jwtCredentials(JwtSettings settings, EdgeSettings edge, Clock clock) {
        if (!settings.isOn()) {
            return key -> null;
        }
        if (edge.protectedMode()) {
            throw new StartRefusedException(
                    "hansard.jwt needs hansard.server-mode=true or hansard.admin-key: in protected"
                            + " mode nobody is asked for a token");
        }
        return new Tokens(settings, IssuerKeys.of(settings), clock);
    }
}
