package dev.attune.jakarta.internal.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** The app's stream: the first byte decides where all bytes go. */
final class PageStream extends ServletOutputStream {
    private final PageBody body;
    private final Outlet outlet;
    private final boolean encodesPrints;

    /** @param encodesPrints whether text is printed in the charset that the response declares, not in Latin-1 */
    PageStream(PageBody body, Outlet outlet, boolean encodesPrints) {
        this.body = body;
        this.outlet = outlet;
        this.encodesPrints = encodesPrints;
    }

    @Override
    public void write(int b) throws IOException {
        body.write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length != 0) {
            body.write(bytes, offset, length);
        }
    }

    /** Servlet 6.1 declares this method; under 6.0 it is never called. */
    public void write(ByteBuffer buffer) throws IOException {
        if (!buffer.hasRemaining()) {
            return;
        }
        ServletOutputStream passing = body.passingStream();
        if (passing != null) {
            Servlet61.write(passing, buffer);
        } else if (buffer.hasArray()) {
            write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
            buffer.position(buffer.limit());
        } else {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            write(bytes, 0, bytes.length);
        }
    }

    @Override
    public void print(String text) throws IOException {
        ServletOutputStream passing = body.passingStream();
        if (passing != null) {
            passing.print(text);
            return;
        }
        Charset charset = encodesPrints ? outlet.declaredCharset() : null;
        if (charset == null) {
            super.print(text);
        } else {
            write(String.valueOf(text).getBytes(charset));
        }
    }

    @Override
    public void flush() throws IOException {
        body.flush();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    @Override
    public boolean isReady() {
        return container().isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        try {
            outlet.setWriteListener(listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServletOutputStream container() {
        try {
            return outlet.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
