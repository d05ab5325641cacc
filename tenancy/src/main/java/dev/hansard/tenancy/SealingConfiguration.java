package dev.hansard.tenancy;

import dev.hansard.edge.startup.StartRefusedException;
import dev.hansard.eventstore.Seals;
import dev.hansard.eventstore.seal.EncryptionSettings;
import dev.hansard.eventstore.seal.EnvelopeKeeper;
import dev.hansard.eventstore.seal.SealedStore;
import dev.hansard.eventstore.seal.SealingRefusedException;
import dev.hansard.eventstore.spring.EventStoreConfiguration.Migrated;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;

import javax.sql.DataSource;

/** The keys that contents are sealed with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EncryptionSettings.class)
class SealingConfiguration {

    /**
     * @param given takes the place of the envelope key of the settings, where there is such a bean
     */
    @Bean
    SealedStore sealedStore(
            DataSource dataSource,
            EncryptionSettings settings,
            ObjectProvider<EnvelopeKeeper> given,
            Clock clock,
            Migrated migrated) {
        try {
            return SealedStore.open(dataSource, settings, given.getIfAvailable(), clock);
        } catch (SealingRefusedException e) {
            throw new StartRefusedException(String.valueOf(e.getMessage()));
        }
    }

    @Bean
    Seals seals(SealedStore store) {
        return store.seals();
    }
}
