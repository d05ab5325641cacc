package dev.hansard.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hansard.api.AggregateId;
import dev.hansard.api.ExpectedVersion;
import dev.hansard.api.Ttl;
import dev.hansard.api.conversation.ConversationCommand.ClearConversation;
import dev.hansard.api.entry.EntryCommand.RemoveEntry;
import dev.hansard.api.session.SessionCommand.ResetSession;
import dev.hansard.api.tenant.TenantCommand.RevokeKey;
import dev.hansard.api.user.UserCommand.StartSession;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CommandTargetsTest {

    private static final ExpectedVersion ANY = ExpectedVersion.ANY;
    private static final Instant T = Instant.EPOCH;

    @Test
    void a_command_goes_to_the_aggregate_it_names() {
        AggregateId user = AggregateId.user("acme", "ann");

        assertThat(target(new ClearConversation(AggregateId.conversation("acme", "c1"), ANY, T)))
                .isEqualTo("acme/conversation/c1");
        assertThat(target(new ResetSession(AggregateId.session("acme", "s1"), ANY, T)))
                .isEqualTo("acme/session/s1");
        assertThat(target(new StartSession(user, "s1", true, null, null, Ttl.NEVER, ANY, T)))
                .isEqualTo("acme/user/ann");
        assertThat(target(new RemoveEntry(AggregateId.entry("acme", "flights", "LH1"), ANY, T)))
                .isEqualTo("acme/entry/flights/LH1");
        assertThat(target(new RevokeKey(AggregateId.tenant("acme"), "k1", ANY, T)))
                .isEqualTo("acme/tenant/acme");
    }

    @Test
    void anything_else_goes_nowhere() {
        assertThatIllegalArgumentException().isThrownBy(() -> target("a text"));
    }

    private static String target(Object command) {
        return new CommandTargets()
                .resolveTarget(new GenericCommandMessage<>(command))
                .getIdentifier();
    }
}
