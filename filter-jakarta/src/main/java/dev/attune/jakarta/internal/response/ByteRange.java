package dev.attune.jakarta.internal.response;

import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of a body (RFC 9110, section 14.1.2).
 *
 * @param first offset of its first byte
 * @param last offset of its last byte
 * @param total length of the whole body in bytes
 */
record ByteRange(long first, long last, long total) {
    private static final Pattern SINGLE =
            Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /** Returns what a {@code Range} asks for, or null for several ranges, none that is there, or no range at all. */
    static @Nullable ByteRange of(String range, long total) {
        Matcher asked = SINGLE.matcher(range);
        if (!asked.matches() || (asked.group(1).isEmpty() && asked.group(2).isEmpty())) {
            return null;
        }
        if (asked.group(1).isEmpty()) {
            long length = Math.min(total, Long.parseLong(asked.group(2)));
            return length == 0 ? null : new ByteRange(total - length, total - 1, total);
        }
        long first = Long.parseLong(asked.group(1));
        long last = asked.group(2).isEmpty() ? total - 1 : Math.min(total - 1, Long.parseLong(asked.group(2)));
        return first > last ? null : new ByteRange(first, last, total);
    }

    long length() {
        return last - first + 1;
    }

    /** Returns it as a {@code Content-Range}. */
    String contentRange() {
        return "bytes " + first + "-" + last + "/" + total;
    }

    /** Returns a stream that takes the whole body and hands on this range of it. */
    OutputStream cutOf(OutputStream out) {
        return new Cut(out);
    }

    private final class Cut extends OutputStream {
        private final OutputStream out;
        private long position;

        Cut(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            long from = Math.max(first, position);
            long end = Math.min(last + 1, position + length);
            if (from < end) {
                out.write(bytes, offset + (int) (from - position), (int) (end - from));
            }
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
