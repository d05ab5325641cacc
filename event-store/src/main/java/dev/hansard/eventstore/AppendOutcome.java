package dev.hansard.eventstore;

/** What became of one append in its transaction. */
sealed interface AppendOutcome {

    /** It goes in with the commit. */
    record Appended(AppendReceipt receipt) implements AppendOutcome {}

    /** Nothing of it goes in; the rest of the batch is not concerned. */
    record Refused(RuntimeException reason) implements AppendOutcome {}
}
