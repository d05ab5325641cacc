package dev.hansard.query.warmup;

import java.util.function.BooleanSupplier;

/** One kind of thing that is brought into memory after a start; each bean of this type is run. */
public interface WarmUp {

    /** What it brings in, for logs and metrics: a plural in lower-case letters. */
    String what();

    /**
     * Brings it in, what is wanted most first.
     *
     * @param goOn to be asked before each thing: false when the time is over or the process stops
     * @return how many things are in memory now
     */
    int run(BooleanSupplier goOn);
}
