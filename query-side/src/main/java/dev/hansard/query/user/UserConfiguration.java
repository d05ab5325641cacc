package dev.hansard.query.user;

import dev.hansard.query.reading.ViewGate;
import dev.hansard.query.value.Values;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

/** Who reads what is remembered of users. */
@Configuration(proxyBeanMethods = false)
public class UserConfiguration {

    @Bean
    UserController userQueries(ViewGate valuesGate, Values values, Clock clock) {
        return new UserController(valuesGate, values, clock);
    }
}
