package dev.attune.jakarta.internal.response;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The app's writer: the first character decides where all go. Where a page passes untouched, that is the container's own
 * writer.
 *
 * <p>Overrides all that {@link PrintWriter} does under a lock: a virtual thread must not be pinned while it waits for a
 * slow client.
 */
final class PageWriter extends PrintWriter {
    private final PageBody body;
    private final Outlet outlet;

    PageWriter(PageBody body, Outlet outlet) {
        super(Writer.nullWriter());
        this.body = body;
        this.outlet = outlet;
    }

    @Override
    public void write(int c) {
        PrintWriter passing = passing();
        if (passing != null) {
            passing.write(c);
        } else {
            encode(String.valueOf((char) c), 0, 1, false);
        }
    }

    @Override
    public void write(char[] text, int offset, int length) {
        if (length == 0) {
            return;
        }
        PrintWriter passing = passing();
        if (passing != null) {
            passing.write(text, offset, length);
            return;
        }
        encode(new String(text, offset, length), 0, length, true);
    }

    @Override
    public void write(char[] text) {
        write(text, 0, text.length);
    }

    @Override
    public void write(String text, int offset, int length) {
        if (length == 0) {
            return;
        }
        PrintWriter passing = passing();
        if (passing != null) {
            passing.write(text, offset, length);
        } else {
            encode(text, offset, length, false);
        }
    }

    @Override
    public void write(String text) {
        write(text, 0, text.length());
    }

    @Override
    public void flush() {
        try {
            body.flush();
        } catch (IOException e) {
            setError();
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            setError();
        }
    }

    @Override
    public boolean checkError() {
        PrintWriter passing = outlet.passingWriter();
        if (passing != null) {
            return passing.checkError();
        }
        flush();
        return super.checkError();
    }

    @Override
    public void println() {
        PrintWriter passing = passing();
        if (passing != null) {
            passing.println();
        } else {
            write(System.lineSeparator());
        }
    }

    @Override
    public void println(boolean x) {
        println(String.valueOf(x));
    }

    @Override
    public void println(char x) {
        println(String.valueOf(x));
    }

    @Override
    public void println(int x) {
        println(String.valueOf(x));
    }

    @Override
    public void println(long x) {
        println(String.valueOf(x));
    }

    @Override
    public void println(float x) {
        println(String.valueOf(x));
    }

    @Override
    public void println(double x) {
        println(String.valueOf(x));
    }

    @Override
    public void println(char[] x) {
        write(x, 0, x.length);
        println();
    }

    @Override
    public void println(@Nullable String x) {
        print(x);
        println();
    }

    @Override
    public void println(@Nullable Object x) {
        println(String.valueOf(x));
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // Attune does not depend on its annotation.
    public PrintWriter format(String format, Object... arguments) {
        write(String.format(format, arguments));
        return this;
    }

    @Override
    @SuppressWarnings("AnnotateFormatMethod") // Attune does not depend on its annotation.
    public PrintWriter format(@Nullable Locale locale, String format, Object... arguments) {
        write(String.format(locale, format, arguments));
        return this;
    }

    private void encode(String text, int offset, int length, boolean isArray) {
        try {
            body.write(text, offset, length, isArray);
        } catch (IOException e) {
            setError();
        }
    }

    private @Nullable PrintWriter passing() {
        try {
            return body.passingWriter();
        } catch (IOException e) {
            setError();
            return null;
        }
    }
}
