package dev.hansard.command.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.eventstore.AppendContext;
import dev.hansard.eventstore.AppendReceipt;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordedTimeTest {

    private static final Instant RECORDED = Instant.parse("2026-01-02T03:00:00Z");

    private final List<Instant> known = new ArrayList<>();

    @Test
    void is_handed_over_when_the_events_are_on_disk() throws Exception {
        var context = new AppendContext(null);

        context.run(
                () -> {
                    var unitOfWork = unitOfWork();
                    RecordedTime.whenKnown(known::add);
                    unitOfWork.onCommit(
                            committing -> context.committed(new AppendReceipt(1, 1, RECORDED)));
                    assertThat(known).isEmpty();
                    unitOfWork.commit();
                    return null;
                });

        assertThat(known).containsExactly(RECORDED);
    }

    @Test
    void is_not_known_when_nothing_was_appended() throws Exception {
        new AppendContext(null)
                .run(
                        () -> {
                            var unitOfWork = unitOfWork();
                            RecordedTime.whenKnown(known::add);
                            unitOfWork.commit();
                            return null;
                        });

        assertThat(known).isEmpty();
    }

    @Test
    void is_not_known_without_a_context() {
        var unitOfWork = unitOfWork();
        RecordedTime.whenKnown(known::add);
        unitOfWork.commit();

        assertThat(known).isEmpty();
    }

    private static DefaultUnitOfWork<?> unitOfWork() {
        return DefaultUnitOfWork.startAndGet(new GenericCommandMessage<>("a command"));
    }
}
