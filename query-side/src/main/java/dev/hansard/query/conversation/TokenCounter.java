package dev.hansard.query.conversation;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;

/**
 * How many tokens a text is for a model: the same number at all times, and hardly ever too few.
 *
 * <p>The tokenizer's cost grows faster than the length of a word, and a word can be a megabyte. So
 * a text is counted in pieces, cut before a space where there is one: that can only add a token
 * here and there. And a text of almost no tokens, such as a megabyte of spaces, counts as more than
 * it is, so that a window's limit of tokens bounds the work of counting it.
 */
final class TokenCounter {

    /** Characters of a piece; shorter texts are counted whole. */
    private static final int PIECE = 512;

    /** No text has fewer tokens than one for so many characters. */
    private static final int CHARACTERS_PER_TOKEN = 16;

    private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();
    private final EncodingType encoding;

    /** An encoding is loaded when it is first needed: it takes some time and memory. */
    TokenCounter(EncodingType encoding) {
        this.encoding = encoding;
    }

    int count(String text) {
        var tokenizer = encodings.getEncoding(encoding);
        int tokens = 0;
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start);
            tokens += tokenizer.countTokensOrdinary(text.substring(start, end));
            start = end;
        }
        return Math.max(tokens, Math.ceilDiv(text.length(), CHARACTERS_PER_TOKEN));
    }

    /**
     * Where a piece ends: before the last space of its second half, and in no pair of surrogates.
     */
    private static int end(String text, int start) {
        int end = start + PIECE;
        if (end >= text.length()) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', end);
        if (space > start + PIECE / 2) {
            return space;
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }
}
