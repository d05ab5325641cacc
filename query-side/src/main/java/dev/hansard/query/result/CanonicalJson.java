package dev.hansard.query.result;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;
import dev.hansard.api.json.Json;
import dev.hansard.api.json.JsonCodec;

import org.erdtman.jcs.JsonCanonicalizer;
import org.erdtman.jcs.NumberToJSON;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.math.BigDecimal;

/**
 * The canonical form of JSON (RFC 8785): equal values have equal bytes, whatever the order of keys,
 * white space, escapes and the way numbers are written.
 */
final class CanonicalJson {

    private static final JsonFactory PARSERS = JsonCodec.factory();

    private CanonicalJson() {}

    /**
     * The canonical form.
     *
     * @param value a JSON object or array, all of whose numbers {@link #requireExact} let through
     */
    static byte[] of(Json value) {
        try {
            return new JsonCanonicalizer(value.utf8()).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalStateException("valid JSON has a canonical form", e);
        }
    }

    /**
     * Lets a value through whose numbers keep their values in the canonical form, which has those
     * of IEEE 754 doubles only. {@code 1.0}, {@code 1e0} and {@code -0} do: they become 1, 1 and 0.
     *
     * @param pointer where the value stands in the request
     * @throws Refusal {@link ErrorCode#NUMBER_NOT_CANONICAL} naming the first that does not
     */
    static void requireExact(String pointer, Json value) {
        try (JsonParser in = PARSERS.createParser(ObjectReadContext.empty(), value.utf8())) {
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token.isNumeric() && !isExact(in.getString())) {
                    throw Refusal.at(
                            ErrorCode.NUMBER_NOT_CANONICAL,
                            pointer + in.streamReadContext().pathAsPointer(),
                            "has more digits or a larger exponent than a double; send it as a string");
                }
            }
        }
    }

    private static boolean isExact(String number) {
        double nearest = Double.parseDouble(number);
        try {
            return Double.isFinite(nearest)
                    && new BigDecimal(number)
                                    .compareTo(
                                            new BigDecimal(NumberToJSON.serializeNumber(nearest)))
                            == 0;
        } catch (NumberFormatException e) {
            // An exponent that no arithmetic can hold.
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("a finite number can be written", e);
        }
    }
}
