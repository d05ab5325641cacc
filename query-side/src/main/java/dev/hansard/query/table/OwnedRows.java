package dev.hansard.query.table;

import dev.hansard.eventstore.KeyOwner;

import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;

/** The rows of a shared table, each with its tenant and its user. */
@NoRepositoryBean
public interface OwnedRows<R> extends SharedRows<R> {

    /** Deletes all rows of a user, or of a tenant. */
    default void deleteAllOf(KeyOwner owner) {
        if (owner.isTenant()) {
            deleteAllOf(owner.tenant());
        } else {
            deleteAllOf(owner.tenant(), owner.userId());
        }
    }

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from #{#entityName} row where row.tenant = :tenant and row.userId = :userId")
    void deleteAllOf(String tenant, String userId);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from #{#entityName} row where row.tenant = :tenant")
    void deleteAllOf(String tenant);
}
