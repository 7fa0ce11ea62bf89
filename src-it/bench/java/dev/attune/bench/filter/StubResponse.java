package dev.attune.bench.filter;

import dev.attune.testing.Fake;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A response that takes all and keeps nothing but its content type and whether it is private. It is no wrapper, as a container's own is none: Attune
 * looks through those.
 */
final class StubResponse implements HttpServletResponse {
    private static final String CACHE_CONTROL = "Cache-Control";
    private static final List<String> PRIVATE = List.of("private, no-cache");
    private static final ServletOutputStream NOWHERE = new ServletOutputStream() {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {}
    };

    private @Nullable String type;
    private boolean isPrivate;

    @Override
    public ServletOutputStream getOutputStream() {
        return NOWHERE;
    }

    @Override
    public int getStatus() {
        return 200;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    @Override
    public int getBufferSize() {
        return 8192;
    }

    @Override
    public void flushBuffer() {}

    @Override
    public void setContentType(String value) {
        type = value;
    }

    @Override
    public @Nullable String getContentType() {
        return type;
    }

    @Override
    public String getCharacterEncoding() {
        return "UTF-8";
    }

    @Override
    public @Nullable String getHeader(String name) {
        return null;
    }

    @Override
    public Collection<String> getHeaders(String name) {
        return isPrivate && name.equals(CACHE_CONTROL) ? PRIVATE : List.of();
    }

    @Override
    public Collection<String> getHeaderNames() {
        return List.of();
    }

    @Override
    public boolean containsHeader(String name) {
        return false;
    }

    @Override
    public void setHeader(String name, String value) {
        isPrivate |= name.equals(CACHE_CONTROL);
    }

    @Override
    public void setContentLength(int length) {}

    @Override
    public void setContentLengthLong(long length) {}

    @Override
    public void setBufferSize(int size) {}

    @Override
    public PrintWriter getWriter() {
        return new PrintWriter(Writer.nullWriter());
    }

    // ---- what no benchmark needs

    @Override
    public void addCookie(Cookie cookie) {
        throw Fake.unexpected(HttpServletResponse.class, "addCookie");
    }

    @Override
    public String encodeURL(String url) {
        throw Fake.unexpected(HttpServletResponse.class, "encodeURL");
    }

    @Override
    public String encodeRedirectURL(String url) {
        throw Fake.unexpected(HttpServletResponse.class, "encodeRedirectURL");
    }

    @Override
    public void sendError(int status, String message) {
        throw Fake.unexpected(HttpServletResponse.class, "sendError");
    }

    @Override
    public void sendError(int status) {
        throw Fake.unexpected(HttpServletResponse.class, "sendError");
    }

    @Override
    public void sendRedirect(String location) {
        throw Fake.unexpected(HttpServletResponse.class, "sendRedirect");
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) {
        throw Fake.unexpected(HttpServletResponse.class, "sendRedirect");
    }

    @Override
    public void setDateHeader(String name, long date) {
        throw Fake.unexpected(HttpServletResponse.class, "setDateHeader");
    }

    @Override
    public void addDateHeader(String name, long date) {
        throw Fake.unexpected(HttpServletResponse.class, "addDateHeader");
    }

    @Override
    public void addHeader(String name, String value) {
        throw Fake.unexpected(HttpServletResponse.class, "addHeader");
    }

    @Override
    public void setIntHeader(String name, int value) {
        throw Fake.unexpected(HttpServletResponse.class, "setIntHeader");
    }

    @Override
    public void addIntHeader(String name, int value) {
        throw Fake.unexpected(HttpServletResponse.class, "addIntHeader");
    }

    @Override
    public void setStatus(int status) {
        throw Fake.unexpected(HttpServletResponse.class, "setStatus");
    }

    @Override
    public void setCharacterEncoding(String charset) {
        throw Fake.unexpected(HttpServletResponse.class, "setCharacterEncoding");
    }

    @Override
    public void resetBuffer() {
        throw Fake.unexpected(HttpServletResponse.class, "resetBuffer");
    }

    @Override
    public void reset() {
        throw Fake.unexpected(HttpServletResponse.class, "reset");
    }

    @Override
    public void setLocale(Locale locale) {
        throw Fake.unexpected(HttpServletResponse.class, "setLocale");
    }

    @Override
    public Locale getLocale() {
        throw Fake.unexpected(HttpServletResponse.class, "getLocale");
    }
}
