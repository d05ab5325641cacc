package dev.hansard.query.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hansard.api.AggregateId;
import dev.hansard.api.entry.EntryEvent.EntryRemoved;
import dev.hansard.api.user.UserEvent.ProfileRemoved;
import dev.hansard.api.user.UserEvent.UserStateExpired;
import dev.hansard.eventstore.ErasedException;
import dev.hansard.eventstore.KeyOwner;
import dev.hansard.query.InMemoryLog;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecentUsersTest {

    private static final BooleanSupplier TO_THE_END = () -> true;

    private final InMemoryLog log = new InMemoryLog();
    private final List<String> read = new ArrayList<>();

    @Test
    void those_with_the_newest_activity_come_first_and_once_whatever_their_tenant() {
        active("acme", "ann");
        active("acme", "ben");
        active("umbra", "ann");
        active("acme", "ben");

        assertThat(warmUp(9, TO_THE_END)).isEqualTo(3);

        assertThat(read).containsExactly("acme/user/ben", "umbra/user/ann", "acme/user/ann");
    }

    @Test
    void no_more_than_wanted_are_read() {
        for (int i = 0; i < 3_000; i++) {
            active("acme", "u" + i);
        }

        assertThat(warmUp(2, TO_THE_END)).isEqualTo(2);

        assertThat(read).containsExactly("acme/user/u2999", "acme/user/u2998");
    }

    @Test
    void it_looks_back_over_many_events_and_not_over_all() {
        active("acme", "far");
        nothing(900);
        active("acme", "near");
        nothing(1_500);

        assertThat(warmUp(24, TO_THE_END)).isEqualTo(1);

        assertThat(read).containsExactly("acme/user/near");
    }

    @Test
    void what_the_server_does_is_no_activity() {
        active("acme", "ann");
        AggregateId ben = AggregateId.user("acme", "ben");
        log.append(ben, "ben", null, new UserStateExpired("k"), "system");

        assertThat(warmUp(9, TO_THE_END)).isEqualTo(1);
    }

    @Test
    void an_empty_log_has_none_and_none_may_be_wanted() {
        assertThat(warmUp(9, TO_THE_END)).isZero();
        active("acme", "ann");
        assertThat(warmUp(0, TO_THE_END)).isZero();
    }

    @Test
    void it_ends_between_two_of_them() {
        active("acme", "ann");
        active("acme", "ben");

        assertThat(warmUp(9, read::isEmpty)).isEqualTo(1);
    }

    @Test
    void who_was_erased_is_passed_over_and_does_not_end_it() {
        active("acme", "ann");
        active("acme", "ben");
        UserMemory memory =
                user -> {
                    if (user.id().equals("ben")) {
                        throw new ErasedException(KeyOwner.of("acme", "ben"));
                    }
                    read.add(user.toString());
                };

        assertThat(new RecentUsers(log, List.of(memory), 9).run(TO_THE_END)).isEqualTo(1);

        assertThat(read).containsExactly("acme/user/ann");
    }

    private int warmUp(int most, BooleanSupplier goOn) {
        return new RecentUsers(log, List.of(user -> read.add(user.toString())), most).run(goOn);
    }

    private void active(String tenant, String user) {
        log.append(AggregateId.user(tenant, user), user, null, new ProfileRemoved(), "agent");
    }

    private void nothing(int events) {
        for (int i = 0; i < events; i++) {
            log.append(AggregateId.entry("acme", "t", "k"), null, null, new EntryRemoved());
        }
    }
}
