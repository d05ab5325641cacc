package dev.hansard.query.conversation;

import dev.hansard.query.table.SharedRows;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The rows of all conversations. */
interface ConversationRows
        extends SharedRows<ConversationRow>, JpaSpecificationExecutor<ConversationRow> {}
