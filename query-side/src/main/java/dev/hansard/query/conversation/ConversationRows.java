package dev.hansard.query.conversation;

import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

import java.util.List;
import java.util.Optional;

/** The rows of all conversations. */
interface ConversationRows
        extends Repository<ConversationRow, String>, JpaSpecificationExecutor<ConversationRow> {

    Optional<ConversationRow> findById(String id);

    List<ConversationRow> findAllByIdIn(Iterable<String> ids);
}
