package dev.hansard.proof;

import static java.util.stream.Collectors.toMap;

import dev.hansard.proof.ExportLine.Begin;
import dev.hansard.proof.ExportLine.Content;
import dev.hansard.proof.ExportLine.End;
import dev.hansard.proof.ExportLine.Event;
import dev.hansard.proof.ExportLine.Head;
import dev.hansard.proof.ExportLine.Key;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Holds an export against itself and against keys, line by line, in constant memory: every leaf and
 * the chain are made anew, every signature is verified. Of a tenant every event has to be covered
 * by a head that one of the keys has signed. Not thread-safe.
 */
public final class ExportCheck {

    /**
     * What a whole export was found to be.
     *
     * @param erased those of the events that have no payload any more
     * @param head of the chain; null for a copy of one user
     */
    public record Result(Begin begin, long events, long erased, byte @Nullable [] head) {}

    private final Map<String, VerifyingKey> trusted;
    private final boolean trustsItself;
    private final byte @Nullable [] expectedHead;
    private final Map<String, VerifyingKey> keys = new HashMap<>();
    private final LineChain lines = new LineChain();
    private long line;
    private @Nullable Begin begin;
    private @Nullable End end;
    private byte[] head = HashChain.start();
    private long events;
    private long erased;
    private long sequence;

    /** Where the events begin that no trusted key vouches for; 0 if there are none. */
    private long unvouched;

    private boolean expectedSeen;

    /**
     * @param trusted the keys to go by; with none, those of the export itself have to do
     * @param expectedHead a head that the chain had at some time, so that it has to come by it;
     *     null for none
     */
    public ExportCheck(Collection<VerifyingKey> trusted, byte @Nullable [] expectedHead) {
        this.trusted =
                trusted.stream().collect(toMap(VerifyingKey::id, Function.identity(), (a, b) -> a));
        this.trustsItself = trusted.isEmpty();
        this.expectedHead = expectedHead;
        this.expectedSeen = expectedHead == null || Arrays.equals(head, expectedHead);
    }

    /**
     * Takes the next line, without its line break.
     *
     * @throws BadLineException if it is not the next line of an export
     */
    public ExportLine next(byte[] bytes) throws BadLineException {
        line++;
        if (end != null) {
            throw bad("comes after the last line");
        }
        if (!lines.goesOnWith(bytes)) {
            throw bad("is not as it was written, or not where it was");
        }
        try {
            ExportLine read =
                    ExportFormat.read(begin == null ? "" : begin.tenant(), bytes, LineChain.REST);
            take(read);
            return read;
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What the export is, when there is no further line.
     *
     * @throws BadLineException if the end of it is missing, or nobody vouches for its last events
     */
    public Result end() throws BadLineException {
        line++;
        if (begin == null || end == null) {
            throw bad("is missing: the export was cut off");
        }
        if (unvouched > 0) {
            throw new BadLineException(
                    unvouched,
                    "is the first event that no head covers which a known key has signed");
        }
        if (!expectedSeen) {
            throw new BadLineException(
                    line - 1, "ends a chain that does not come by the expected head");
        }
        return new Result(begin, events, erased, end.head());
    }

    private void take(ExportLine next) {
        if (next instanceof Begin first) {
            require(line == 1, "is a second beginning");
            begin = first;
        } else if (begin == null) {
            throw new IllegalArgumentException("is not the beginning of an export");
        } else if (next instanceof Event event) {
            take(event, begin.userId());
        } else if (next instanceof End last) {
            take(last, begin.userId());
        } else {
            require(begin.userId() == null, "does not belong into a copy of one user");
            if (next instanceof Key key) {
                keys.put(key.key().id(), key.key());
            } else {
                take(((Head) next).head());
            }
        }
    }

    private void take(Event event, @Nullable String user) {
        EventEnvelope envelope = event.envelope();
        require(
                user == null
                        ? envelope.tenantSequence() == sequence + 1
                        : envelope.tenantSequence() > sequence,
                "is not the event that comes next");
        require(user == null || user.equals(envelope.userId()), "is of another user");
        Content content = event.content();
        if (content == null) {
            erased++;
        } else {
            require(
                    Arrays.equals(event.leaf(), envelope.leaf(content.salt(), content.payload())),
                    "holds an event that does not fit its leaf");
        }
        events++;
        sequence = envelope.tenantSequence();
        head = HashChain.next(head, event.leaf());
        expectedSeen = expectedSeen || Arrays.equals(head, expectedHead);
        if (user == null && unvouched == 0) {
            unvouched = line;
        }
    }

    private void take(SignedHead signed) {
        VerifyingKey key = keys.get(signed.keyId());
        require(signed.tenantSequence() == sequence, "holds a head that does not belong here");
        require(signed.hasHead(head), "holds a head of another chain than the events before it");
        require(key != null, "is signed with a key that the export does not have");
        require(key != null && signed.isSignedBy(key), "holds a signature that does not fit");
        if (trustsItself || trusted.containsKey(signed.keyId())) {
            unvouched = 0;
        }
    }

    private void take(End last, @Nullable String user) {
        require(last.events() == events, "counts other events than there are");
        require(last.erased() == erased, "counts other erased events than there are");
        require(
                user == null ? Arrays.equals(last.head(), head) : last.head() == null,
                "does not have the head of the chain");
        end = last;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private BadLineException bad(String problem) {
        return new BadLineException(line, problem);
    }
}
