package dev.hansard.tenancy;

import static java.util.stream.Collectors.toMap;

import dev.hansard.api.events.EventType;
import dev.hansard.api.events.EventTypes;
import dev.hansard.eventstore.StoredTypes;
import dev.hansard.eventstore.spring.EventStoreConfiguration.Migrated;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import javax.sql.DataSource;

/** Keeps a version from starting that does not know what stands in the log. */
@Configuration(proxyBeanMethods = false)
class EventTypesConfiguration {

    @Bean
    StoredTypes storedTypes(DataSource dataSource, Migrated migrated) {
        var types = new StoredTypes(dataSource);
        types.requireKnown(
                EventTypes.ALL.stream().collect(toMap(EventType::storedName, EventType::revision)));
        return types;
    }
}
