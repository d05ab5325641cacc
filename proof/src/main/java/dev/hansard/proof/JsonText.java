package dev.hansard.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Goes through JSON (RFC 8259): tells whether bytes are a value, and reads objects of which no
 * value is an object or a list. Not thread-safe.
 */
final class JsonText {

    /** Deeper nesting is taken for something else than JSON. */
    private static final int DEEPEST = 512;

    private static final String NUMBER = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /**
     * The text that bytes are.
     *
     * @throws IllegalArgumentException if they are no UTF-8
     */
    static String decode(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is not UTF-8", e);
        }
    }

    /** Whether bytes are one JSON value without a line break or another control character. */
    static boolean isOneLine(byte[] bytes) {
        for (byte each : bytes) {
            if (each >= 0 && each < ' ') {
                return false;
            }
        }
        try {
            var json = new JsonText(decode(bytes));
            json.skipValue(DEEPEST);
            return json.at == json.text.length();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * The fields of an object whose values are texts, whole numbers and truth values.
     *
     * @throws IllegalArgumentException if it is none
     */
    static JsonFields fields(String text) {
        var json = new JsonText(text);
        var fields = new JsonFields();
        json.expect('{');
        do {
            String name = json.string();
            json.expect(':');
            fields.put(name, json.scalar());
        } while (json.take(','));
        json.expect('}');
        json.skipSpace();
        if (json.at < text.length()) {
            throw broken();
        }
        return fields;
    }

    /** A text as JSON. */
    static String quoted(String value) {
        var quoted = new StringBuilder(value.length() + 16).append('"');
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '"' || each == '\\') {
                quoted.append('\\').append(each);
            } else if (each < ' ') {
                quoted.append(String.format("\\u%04x", (int) each));
            } else {
                quoted.append(each);
            }
        }
        return quoted.append('"').toString();
    }

    private Object scalar() {
        skipSpace();
        if (peek() == '"') {
            return string();
        }
        int start = at;
        skipWord();
        String word = text.substring(start, at);
        if (word.equals("true") || word.equals("false")) {
            return Boolean.valueOf(word);
        }
        try {
            return Long.valueOf(word);
        } catch (NumberFormatException e) {
            throw broken();
        }
    }

    private String string() {
        expect('"');
        var value = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            value.append(next == '\\' ? escaped() : next);
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        char next = peek();
        at++;
        return switch (next) {
            case '"', '\\', '/' -> next;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw broken();
        };
    }

    private char unicode() {
        if (at + 4 > text.length()) {
            throw broken();
        }
        int code = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0 || text.charAt(at) > 'f') {
                throw broken();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    private void skipValue(int depth) {
        skipSpace();
        if (depth == 0) {
            throw broken();
        }
        switch (peek()) {
            case '"' -> string();
            case '{' -> skipMembers('{', '}', depth, true);
            case '[' -> skipMembers('[', ']', depth, false);
            default -> skipLiteral();
        }
        skipSpace();
    }

    private void skipMembers(char open, char close, int depth, boolean named) {
        expect(open);
        if (take(close)) {
            return;
        }
        do {
            if (named) {
                skipSpace();
                string();
                expect(':');
            }
            skipValue(depth - 1);
        } while (take(','));
        expect(close);
    }

    private void skipLiteral() {
        int start = at;
        skipWord();
        String word = text.substring(start, at);
        if (!word.equals("true")
                && !word.equals("false")
                && !word.equals("null")
                && !word.matches(NUMBER)) {
            throw broken();
        }
    }

    private void skipWord() {
        while (at < text.length() && ",:]} ".indexOf(text.charAt(at)) < 0) {
            at++;
        }
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean take(char wanted) {
        skipSpace();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char wanted) {
        if (!take(wanted)) {
            throw broken();
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw broken();
        }
        return text.charAt(at);
    }

    private static IllegalArgumentException broken() {
        return new IllegalArgumentException("is not JSON as an export has it");
    }
}
