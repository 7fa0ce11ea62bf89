package dev.attune.internal.analytics;

import dev.attune.internal.json.BadJsonException;
import dev.attune.internal.json.JsonStringLiteral;
import java.nio.charset.StandardCharsets;

/** Finds where the values of a JSON text end (RFC 8259), in one pass and without making any of them. Used by one thread. */
final class JsonScan {
    private static final int MOST_DEPTH = 64;

    private final byte[] json;
    private int at;

    JsonScan(byte[] json) {
        this.json = json;
    }

    int at() {
        return at;
    }

    /** Returns the next byte that is no white space, without passing it; -1 at the end. */
    int peek() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\t' || json[at] == '\n' || json[at] == '\r')) {
            at++;
        }
        return at < json.length ? json[at] : -1;
    }

    /** Passes a byte that must come next. */
    void pass(char expected) {
        if (peek() != expected) {
            throw bad();
        }
        at++;
    }

    /** Passes a byte if it comes next. */
    boolean passIf(char expected) {
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    /** Passes a string, and returns what it says. */
    String string() {
        int start = passString();
        String literal = new String(json, start, at - start, StandardCharsets.UTF_8);
        String content = JsonStringLiteral.content(literal);
        if (content == null) {
            throw bad();
        }
        return content;
    }

    /** Passes a value. */
    void value() {
        value(0);
    }

    private void value(int depth) {
        if (depth > MOST_DEPTH) {
            throw new BadJsonException("JSON is nested deeper than " + MOST_DEPTH);
        }
        switch (peek()) {
            case '{' -> {
                at++;
                if (passIf('}')) {
                    return;
                }
                do {
                    peek();
                    var unused = string();
                    pass(':');
                    value(depth + 1);
                } while (passIf(','));
                pass('}');
            }
            case '[' -> {
                at++;
                if (passIf(']')) {
                    return;
                }
                do {
                    value(depth + 1);
                } while (passIf(','));
                pass(']');
            }
            case '"' -> {
                var unused = string();
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private int passString() {
        int start = at;
        pass('"');
        while (at < json.length && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        if (at >= json.length) {
            throw bad();
        }
        at++;
        return start;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= json.length || json[at++] != word.charAt(i)) {
                throw bad();
            }
        }
    }

    private void number() {
        int start = at;
        skip('-');
        boolean isZero = at < json.length && json[at] == '0';
        int digits = digits();
        boolean isValid = digits == 1 || (digits > 1 && !isZero);
        if (isValid && skip('.')) {
            isValid = digits() > 0;
        }
        if (isValid && (skip('e') || skip('E'))) {
            var unused = skip('+') || skip('-');
            isValid = digits() > 0;
        }
        if (!isValid || at == start) {
            throw bad();
        }
    }

    private boolean skip(char c) {
        if (at >= json.length || json[at] != c) {
            return false;
        }
        at++;
        return true;
    }

    private int digits() {
        int start = at;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at - start;
    }

    static BadJsonException bad() {
        return new BadJsonException("this is not JSON");
    }
}
