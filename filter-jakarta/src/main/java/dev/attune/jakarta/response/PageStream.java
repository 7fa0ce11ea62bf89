package dev.attune.jakarta.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The app's stream: the first byte decides where all bytes go. */
final class PageStream extends ServletOutputStream {
    private final PersonalizedResponse response;

    PageStream(PersonalizedResponse response) {
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        response.body().write(b);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length != 0) {
            response.body().write(bytes, offset, length);
        }
    }

    /** Servlet 6.1 declares this method; under 6.0 nobody calls it. */
    public void write(ByteBuffer buffer) throws IOException {
        if (buffer.hasArray()) {
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
        ServletOutputStream passing = response.passingStream();
        if (passing != null) {
            // Jetty encodes in the response's charset, others do not.
            passing.print(text);
        } else {
            super.print(text);
        }
    }

    @Override
    public void flush() throws IOException {
        response.flushBody();
    }

    @Override
    public void close() throws IOException {
        response.closeBody();
    }

    @Override
    public boolean isReady() {
        return container().isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        response.setWriteListener(listener);
    }

    private ServletOutputStream container() {
        try {
            return response.containerStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
