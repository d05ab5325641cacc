package dev.hansard.benchmarks.harness;

/** Somebody who asks for one thing after the other and waits for each; used by one thread. */
@FunctionalInterface
public interface Client {

    /** One call, from the question to its answer; throws when the answer is not the right one. */
    void call() throws Exception;
}
