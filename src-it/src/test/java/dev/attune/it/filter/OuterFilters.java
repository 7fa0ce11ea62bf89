package dev.attune.it.filter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The filters that many apps have. */
final class OuterFilters {
    private OuterFilters() {}

    /** A filter for HTTP only. */
    private abstract static class HttpOnly implements Filter {
        @Override
        public final void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            filter((HttpServletRequest) request, (HttpServletResponse) response, chain);
        }

        abstract void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException;
    }

    public static final class LogIn extends HttpOnly {
        @Override
        void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String cookie = request.getHeader("Cookie");
            if (cookie != null && cookie.contains("member=yes")) {
                chain.doFilter(request, response);
            } else {
                response.sendRedirect("login");
            }
        }
    }

    public static final class Policy extends HttpOnly {
        @Override
        void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            response.setHeader("Content-Security-Policy", "default-src 'self'");
            chain.doFilter(request, response);
        }
    }

    public static final class Compression extends HttpOnly {
        @Override
        void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Compressed compressed = new Compressed(response);
            chain.doFilter(request, compressed);
            compressed.finish();
        }
    }

    private static final class Compressed extends HttpServletResponseWrapper {
        private @Nullable GZIPOutputStream zip;
        private @Nullable PrintWriter writer;

        Compressed(HttpServletResponse response) {
            super(response);
        }

        void finish() throws IOException {
            if (writer != null) {
                writer.flush();
            }
            if (zip != null) {
                zip.finish();
            }
        }

        private GZIPOutputStream zip() throws IOException {
            GZIPOutputStream current = zip;
            if (current == null) {
                setHeader("Content-Encoding", "gzip");
                current = new GZIPOutputStream(super.getOutputStream()) {
                    @Override
                    public void flush() {
                        // There is nothing whole to send before its end.
                    }
                };
                zip = current;
            }
            return current;
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            PrintWriter current = writer;
            if (current == null) {
                current = new PrintWriter(new OutputStreamWriter(zip(), StandardCharsets.UTF_8));
                writer = current;
            }
            return current;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            GZIPOutputStream out = zip();
            return new ServletOutputStream() {
                @Override
                public void write(int b) throws IOException {
                    out.write(b);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    out.write(bytes, offset, length);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    throw new IllegalStateException();
                }
            };
        }

        @Override
        public void setContentLength(int length) {
            // That of the page as it was.
        }

        @Override
        public void setContentLengthLong(long length) {
            // That of the page as it was.
        }
    }

    /** Says {@code no-store} at the commit or after the chain, where the app has said nothing. */
    public static final class NoStore extends HttpOnly {
        @Override
        void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            NoStoreResponse wrapper = new NoStoreResponse(response);
            try {
                chain.doFilter(request, wrapper);
            } finally {
                wrapper.add();
            }
        }
    }

    private static final class NoStoreResponse extends HttpServletResponseWrapper {
        NoStoreResponse(HttpServletResponse response) {
            super(response);
        }

        void add() {
            HttpServletResponse response = (HttpServletResponse) getResponse();
            if (!response.isCommitted() && !response.containsHeader("Cache-Control")) {
                response.addHeader("Cache-Control", "no-cache, no-store");
            }
        }

        @Override
        public void flushBuffer() throws IOException {
            add();
            super.flushBuffer();
        }

        @Override
        public void sendError(int status) throws IOException {
            add();
            super.sendError(status);
        }

        @Override
        public void sendRedirect(String location) throws IOException {
            add();
            super.sendRedirect(location);
        }
    }

    /** Lets caches keep what the app says nothing about. */
    public static final class KeepAll extends HttpOnly {
        @Override
        void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            HttpServletResponseWrapper wrapper = new HttpServletResponseWrapper(response);
            chain.doFilter(request, wrapper);
            if (wrapper.getHeader("Cache-Control") == null) {
                ((HttpServletResponse) wrapper.getResponse()).setHeader("Cache-Control", "public, max-age=600");
            }
            wrapper.setHeader("Surrogate-Control", "max-age=600");
            wrapper.addHeader("CDN-Cache-Control", "max-age=600");
            wrapper.setIntHeader("X-Accel-Expires", 600);
            wrapper.setDateHeader("Expires", System.currentTimeMillis() + 600_000);
            wrapper.setHeader("Vary", "Accept-Encoding");
        }
    }
}
