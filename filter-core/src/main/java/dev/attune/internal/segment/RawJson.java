package dev.attune.internal.segment;

import java.util.Arrays;

/** Cuts JSON text without changing a byte of what it keeps, since a signature covers bytes. Assumes nothing of its validity. */
final class RawJson {
    private RawJson() {}

    static boolean isArray(byte[] json) {
        int start = skipSpace(json, 0);
        return start < json.length && json[start] == '[';
    }

    /** Returns the text of an array's first element; nothing where there is none. */
    static byte[] firstElement(byte[] array) {
        int start = skipSpace(array, skipSpace(array, 0) + 1);
        int depth = 0;
        boolean inString = false;
        for (int i = start; i < array.length; i++) {
            byte b = array[i];
            if (inString) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    inString = false;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (depth == 0 && (b == ',' || b == ']')) {
                return Arrays.copyOfRange(array, start, endWithoutSpace(array, start, i));
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
        return new byte[0];
    }

    /** Returns the text without the space between its tokens. */
    static byte[] compact(byte[] json) {
        byte[] compact = new byte[json.length];
        int size = 0;
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (!inString && isSpace(b)) {
                continue;
            }
            compact[size++] = b;
            if (b == '"') {
                inString = !inString;
            } else if (b == '\\' && inString && i + 1 < json.length) {
                compact[size++] = json[++i];
            }
        }
        return Arrays.copyOf(compact, size);
    }

    private static int endWithoutSpace(byte[] json, int start, int end) {
        int last = end;
        while (last > start && isSpace(json[last - 1])) {
            last--;
        }
        return last;
    }

    private static int skipSpace(byte[] json, int from) {
        int i = from;
        while (i < json.length && isSpace(json[i])) {
            i++;
        }
        return i;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
