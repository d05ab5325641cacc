package dev.hansard.query.conversation;

import dev.hansard.query.table.OwnedRows;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;

/** The rows of all conversations. */
interface ConversationRows
        extends OwnedRows<ConversationRow>, JpaSpecificationExecutor<ConversationRow> {}
