package dev.hansard.benchmarks.append;

import dev.hansard.benchmarks.application.Applications;
import dev.hansard.benchmarks.application.Commander;
import dev.hansard.benchmarks.postgres.Database;
import dev.hansard.command.CommandServiceApplication;

import jakarta.persistence.EntityManager;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jpa.DomainEventEntry;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.messaging.interceptors.TransactionManagingInterceptor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

import java.util.List;

/**
 * The command service with another event store: Axon's own on JPA, with its defaults, so without a
 * cache and without snapshots, and one transaction around each command. Only the serializer is not
 * the default one, see {@link JsonSerializer}.
 */
final class StockAxon {

    private StockAxon() {}

    static Commander on(Database database, int connections) {
        SpringApplication application = CommandServiceApplication.application();
        application.addPrimarySources(List.of(OnJpa.class));
        ConfigurableApplicationContext context =
                Applications.start(
                        application,
                        database,
                        "--hansard.aggregates.cache-weight=0B",
                        "--hansard.aggregates.snapshot-every=100000",
                        "--spring.jpa.hibernate.ddl-auto=create",
                        "--spring.jpa.open-in-view=false",
                        "--spring.datasource.hikari.connection-timeout=30000",
                        "--spring.datasource.hikari.maximum-pool-size=" + connections);
        var transactions =
                new SpringTransactions(context.getBean(PlatformTransactionManager.class));
        var _ =
                context.getBean(CommandBus.class)
                        .registerHandlerInterceptor(
                                new TransactionManagingInterceptor<>(transactions));
        return new Commander(context);
    }

    @Configuration(proxyBeanMethods = false)
    @EntityScan(basePackageClasses = DomainEventEntry.class)
    static class OnJpa {

        @Bean
        @Primary
        EventStore stockEventStore(
                EntityManager entities, PlatformTransactionManager transactions) {
            var serializer = new JsonSerializer();
            return EmbeddedEventStore.builder()
                    .storageEngine(
                            JpaEventStorageEngine.builder()
                                    .entityManagerProvider(() -> entities)
                                    .transactionManager(new SpringTransactions(transactions))
                                    .eventSerializer(serializer)
                                    .snapshotSerializer(serializer)
                                    .build())
                    .build();
        }
    }

    /** As axon-spring has it. */
    private record SpringTransactions(PlatformTransactionManager transactions)
            implements TransactionManager {

        @Override
        public Transaction startTransaction() {
            TransactionStatus status =
                    transactions.getTransaction(new DefaultTransactionDefinition());
            return new Transaction() {
                @Override
                public void commit() {
                    transactions.commit(status);
                }

                @Override
                public void rollback() {
                    if (!status.isCompleted()) {
                        transactions.rollback(status);
                    }
                }
            };
        }
    }
}
