package dev.hansard.edge.json;

import dev.hansard.api.ErrorCode;
import dev.hansard.api.Refusal;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.json.DupDetector;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonParserDelegate;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A parser that refuses what is JSON but breaks a rule, at whatever place of the body: the same key
 * twice, a lone surrogate, a number of more than 1,000 characters. Every way to advance goes
 * through {@link #nextToken}.
 */
final class CheckedParser extends JsonParserDelegate {

    private static final int MAX_NUMBER_LENGTH = 1_000;

    private final Deque<DupDetector> objects = new ArrayDeque<>();

    CheckedParser(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() {
        JsonToken token = delegate.nextToken();
        if (token == null) {
            return null;
        }
        switch (token) {
            case START_OBJECT -> objects.push(DupDetector.rootDetector((JsonParser) null));
            case END_OBJECT -> objects.pop();
            case PROPERTY_NAME -> checkName(delegate.currentName());
            case VALUE_STRING -> checkString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber();
            case START_ARRAY,
                    END_ARRAY,
                    VALUE_TRUE,
                    VALUE_FALSE,
                    VALUE_NULL,
                    VALUE_EMBEDDED_OBJECT,
                    NOT_AVAILABLE -> {}
        }
        return token;
    }

    private void checkName(String name) {
        if (hasLoneSurrogate(name)) {
            throw Refusal.at(
                    ErrorCode.INVALID_TEXT,
                    Pointers.of(delegate.streamReadContext().getParent()),
                    "a key holds half of a surrogate pair");
        }
        if (objects.element().isDup(name)) {
            throw Refusal.at(
                    ErrorCode.DUPLICATE_KEY, Pointers.here(delegate), "this key comes twice");
        }
    }

    private void checkString() {
        char[] buffer = delegate.getStringCharacters();
        int start = delegate.getStringOffset();
        if (hasLoneSurrogate(buffer, start, start + delegate.getStringLength())) {
            throw Refusal.at(
                    ErrorCode.INVALID_TEXT,
                    Pointers.here(delegate),
                    "holds half of a surrogate pair");
        }
    }

    private void checkNumber() {
        if (delegate.getStringLength() > MAX_NUMBER_LENGTH) {
            throw Refusal.invalid(
                    Pointers.here(delegate),
                    "a number may have at most " + MAX_NUMBER_LENGTH + " characters");
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                char[] chars = text.toCharArray();
                return hasLoneSurrogate(chars, i, chars.length);
            }
        }
        return false;
    }

    private static boolean hasLoneSurrogate(char[] chars, int start, int end) {
        for (int i = start; i < end; i++) {
            if (Character.isSurrogate(chars[i])) {
                boolean paired = i + 1 < end && Character.isSurrogatePair(chars[i], chars[i + 1]);
                if (!paired) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    @Override
    public @Nullable JsonToken nextValue() {
        JsonToken token = nextToken();
        return token == JsonToken.PROPERTY_NAME ? nextToken() : token;
    }

    @Override
    public @Nullable String nextName() {
        return nextToken() == JsonToken.PROPERTY_NAME ? delegate.currentName() : null;
    }

    @Override
    public boolean nextName(SerializableString name) {
        return name.getValue().equals(nextName());
    }

    @Override
    public int nextNameMatch(PropertyNameMatcher matcher) {
        nextToken();
        return delegate.currentNameMatch(matcher);
    }

    @Override
    public JsonParser skipChildren() {
        int depth = 0;
        JsonToken token = currentToken();
        while (token != null) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            }
            if (depth <= 0) {
                return this;
            }
            token = nextToken();
        }
        return this;
    }
}
