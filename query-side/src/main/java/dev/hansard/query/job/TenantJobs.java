package dev.hansard.query.job;

import dev.hansard.eventstore.KeyOwner;
import dev.hansard.tenancy.erasure.Forgetful;

import org.springframework.jdbc.core.simple.JdbcClient;

/** The jobs of all kinds that tenants have asked for: those of a tenant that was erased go. */
public final class TenantJobs implements Forgetful {

    private final JdbcClient jdbc;

    public TenantJobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void forget(KeyOwner erased) {
        if (erased.isTenant()) {
            int _ =
                    jdbc.sql("delete from job where tenant = :tenant and finished_at is not null")
                            .param("tenant", erased.tenant())
                            .update();
        }
    }
}
