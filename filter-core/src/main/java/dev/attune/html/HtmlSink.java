package dev.attune.html;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Local stand-in. */
public final class HtmlSink extends FilterOutputStream {
    final ByteArrayOutputStream held = new ByteArrayOutputStream();
    boolean done;
    java.nio.charset.Charset cs;

    HtmlSink(OutputStream output, java.nio.charset.Charset cs) {
        super(output);
        this.cs = cs;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (done) {
            out.write(bytes, offset, length);
            return;
        }
        held.write(bytes, offset, length);
        String s = held.toString(cs);
        int i = s.indexOf("<head>");
        if (i >= 0) {
            done = true;
            out.write((s.substring(0, i + 6) + "<!--attune-->" + s.substring(i + 6)).getBytes(cs));
            held.reset();
        } else {
            int lt = s.lastIndexOf('<');
            if (lt < 0 || s.indexOf('>', lt) > 0) {
                out.write(held.toByteArray());
                held.reset();
            } else {
                out.write(s.substring(0, lt).getBytes(cs));
                String k = s.substring(lt);
                held.reset();
                held.write(k.getBytes(cs));
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.write(held.toByteArray());
        held.reset();
    }
}
