package dev.attune.jakarta.internal.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A response that stays open when the forward to a variation returns, for filters of the app that still write what they hold
 * or set headers. Containers flush and close the response of a forward at its end. Tomcat 11 does more: it looks for its own
 * response behind all wrappers and ends that ({@code suspendWrappedResponseAfterForward}), but it does not look behind an
 * object that is no {@code ServletResponseWrapper}.
 */
final class KeptResponse extends HttpServletResponseWrapper {
    /** What the container finds behind this, or null for the response that is there. */
    private final @Nullable ServletResponse end;

    private @Nullable Stream stream;
    private @Nullable Writer writer;
    private boolean isOver;

    private KeptResponse(HttpServletResponse response, @Nullable ServletResponse end) {
        super(response);
        this.end = end;
    }

    static KeptResponse of(HttpServletResponse response) {
        ServletResponse container = response;
        while (container instanceof HttpServletResponseWrapper wrapper) {
            container = wrapper.getResponse();
        }
        // Only Tomcat ends a response behind wrappers; others insist on finding theirs.
        boolean isTomcat = container.getClass().getName().startsWith("org.apache.catalina.");
        return new KeptResponse(response, isTomcat ? hidden(response) : null);
    }

    private static ServletResponse hidden(HttpServletResponse response) {
        return (ServletResponse) Proxy.newProxyInstance(
                KeptResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> {
                    try {
                        return method.invoke(response, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The page is there: flushes and closes that follow are the container's. */
    void end() {
        isOver = true;
    }

    @Override
    public ServletResponse getResponse() {
        ServletResponse shown = end;
        return shown == null ? super.getResponse() : shown;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        ServletOutputStream target = super.getOutputStream();
        Stream current = stream;
        if (current == null || current.target != target) {
            current = new Stream(target);
            stream = current;
        }
        return current;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        PrintWriter target = super.getWriter();
        Writer current = writer;
        if (current == null || current.target != target) {
            current = new Writer(target);
            writer = current;
        }
        return current;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (!isOver) {
            super.flushBuffer();
        }
    }

    private final class Stream extends ServletOutputStream {
        private final ServletOutputStream target;

        Stream(ServletOutputStream target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            target.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            target.write(bytes, offset, length);
        }

        @Override
        public void print(String text) throws IOException {
            target.print(text);
        }

        @Override
        public void flush() throws IOException {
            if (!isOver) {
                target.flush();
            }
        }

        @Override
        public void close() throws IOException {
            if (!isOver) {
                target.close();
            }
        }

        @Override
        public boolean isReady() {
            return target.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            target.setWriteListener(listener);
        }
    }

    private final class Writer extends PrintWriter {
        private final PrintWriter target;

        Writer(PrintWriter target) {
            super(target);
            this.target = target;
        }

        @Override
        public void flush() {
            if (!isOver) {
                super.flush();
            }
        }

        @Override
        public void close() {
            if (!isOver) {
                super.close();
            }
        }
    }
}
