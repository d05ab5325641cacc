package dev.hansard.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;

/**
 * How long something lives: a duration from one second to ten years, or for ever. Written as ISO
 * 8601 ({@code PT1H}, {@code P7D}) or {@code never}.
 *
 * @param duration the time to live; null means for ever
 */
public record Ttl(@Nullable Duration duration) {

    public static final Ttl NEVER = new Ttl(null);
    public static final Duration MIN = Duration.ofSeconds(1);
    public static final Duration MAX = Duration.ofDays(3653);

    /** The rule in words, for error messages. */
    public static final String RULE =
            "an ISO 8601 duration from PT1S to P10Y, such as PT1H, or \"never\"";

    /**
     * @throws IllegalArgumentException if the duration is shorter than a second or longer than ten
     *     years
     */
    public Ttl {
        if (duration != null && (duration.compareTo(MIN) < 0 || duration.compareTo(MAX) > 0)) {
            throw new IllegalArgumentException("must be " + RULE);
        }
    }

    public static Ttl of(Duration duration) {
        return new Ttl(duration);
    }

    /**
     * Reads {@code never} or an ISO 8601 duration; years and months have the lengths they have from
     * 1970-01-01 on.
     *
     * @throws IllegalArgumentException if the text is neither, or out of bounds
     */
    @JsonCreator
    public static Ttl parse(String text) {
        if (text.equals("never")) {
            return NEVER;
        }
        try {
            return new Ttl(isoDuration(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("must be " + RULE, e);
        }
    }

    /** The instant at which something last touched at {@code start} is over; null for never. */
    public @Nullable Instant expiresAt(Instant start) {
        return duration == null ? null : start.plus(duration);
    }

    public boolean isOver(Instant start, Instant now) {
        return duration != null && !now.isBefore(start.plus(duration));
    }

    @JsonValue
    @Override
    public String toString() {
        return duration == null ? "never" : duration.toString();
    }

    private static Duration isoDuration(String text) {
        int time = text.indexOf('T');
        String date = time < 0 ? text : text.substring(0, time);
        if (date.equals("P")) {
            return Duration.parse(text);
        }
        OffsetDateTime epoch = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        Duration days = Duration.between(epoch, epoch.plus(Period.parse(date)));
        return time < 0 ? days : days.plus(Duration.parse("P" + text.substring(time)));
    }
}
