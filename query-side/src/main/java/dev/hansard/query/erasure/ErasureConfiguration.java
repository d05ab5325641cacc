package dev.hansard.query.erasure;

import dev.hansard.query.job.TenantJobs;
import dev.hansard.query.table.TableConfiguration.Migrated;
import dev.hansard.query.table.TablePositions;
import dev.hansard.tenancy.erasure.FollowsToo;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

/** Erasures as this side sees them, and what it lets go of beside its views. */
@Configuration(proxyBeanMethods = false)
@Import({ErasureController.class, TenantErasureController.class})
public class ErasureConfiguration {

    /** Written by one node for all: their rows have to be gone before a receipt. */
    @Bean
    FollowsToo sharedTablesFollowToo(TablePositions positions, Migrated migrated) {
        return positions::leastPosition;
    }

    @Bean
    TenantJobs tenantJobs(DataSource dataSource, Migrated migrated) {
        return new TenantJobs(JdbcClient.create(dataSource));
    }
}
