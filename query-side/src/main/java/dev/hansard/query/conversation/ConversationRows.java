package dev.hansard.query.conversation;

import dev.hansard.query.table.SharedRows;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** The rows of all conversations. */
interface ConversationRows
        extends SharedRows<ConversationRow>, JpaSpecificationExecutor<ConversationRow> {

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from ConversationRow row where row.tenant = :tenant and row.userId = :userId")
    void deleteAllOf(String tenant, String userId);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("delete from ConversationRow row where row.tenant = :tenant")
    void deleteAllOf(String tenant);
}
