package dev.hansard.eventstore.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GatheredTest {

    private final List<Collection<Integer>> lookUps = new ArrayList<>();

    @Test
    void whoever_comes_while_one_is_under_way_is_in_the_next() {
        var underWay = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var gathered =
                new Gathered<Integer, Integer>(
                        keys -> {
                            underWay.countDown();
                            await(goOn);
                            return squares(keys);
                        });
        CompletableFuture<Integer> first = async(gathered, 1);
        await(underWay);
        List<CompletableFuture<Integer>> others = List.of(async(gathered, 2), async(gathered, 3));
        Awaitility.await().until(() -> gathered.waiting() == 2);
        goOn.countDown();

        assertThat(first.join()).isEqualTo(1);
        assertThat(others).extracting(CompletableFuture::join).containsExactly(4, 9);
        assertThat(lookUps).hasSize(2);
        assertThat(lookUps.get(1)).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void what_a_look_up_throws_is_thrown_to_whom_it_was_for_and_to_nobody_later() {
        List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException()));
        var gathered =
                new Gathered<Integer, Integer>(
                        keys -> {
                            if (!failures.isEmpty()) {
                                throw failures.removeLast();
                            }
                            return Map.of();
                        });

        assertThatIllegalStateException().isThrownBy(() -> gathered.get(1));
        assertThat(gathered.get(1)).as("nothing is found").isEmpty();
    }

    private Map<Integer, Integer> squares(Collection<Integer> keys) {
        lookUps.add(List.copyOf(keys));
        Map<Integer, Integer> squares = new HashMap<>();
        keys.forEach(key -> squares.put(key, key * key));
        return squares;
    }

    private static CompletableFuture<Integer> async(Gathered<Integer, Integer> gathered, int key) {
        return CompletableFuture.supplyAsync(
                () -> gathered.get(key).orElseThrow(), Thread::startVirtualThread);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
