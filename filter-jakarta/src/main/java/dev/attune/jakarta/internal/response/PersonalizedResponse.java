package dev.attune.jakarta.internal.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The response that the app sees: what it calls goes to the {@link PageBody}, the headers or the container. */
final class PersonalizedResponse extends HeaderResponse {
    private final PageExchange exchange;
    private final Outlet outlet;
    private final PageBody body;
    private @Nullable PageStream stream;
    private @Nullable PageWriter writer;
    /** The container's name for what the app's writer encodes to. */
    private @Nullable String writerCharset;

    PersonalizedResponse(PageExchange exchange, HttpServletResponse response) {
        super(InnermostResponse.insert(response));
        this.exchange = exchange;
        outlet = new Outlet(this);
        body = new PageBody(exchange, this, outlet);
    }

    PageBody body() {
        return body;
    }

    @Override
    boolean withholds() {
        return body.withholds();
    }

    @Override
    void changed(String name) {
        body.headerChanged(name);
    }

    /** Makes room for another page, after {@link PageBody#discard} took the first. */
    void takeBack() {
        super.resetBuffer();
        body.takeBack();
        stream = null;
        writer = null;
    }

    /** Notes an error; true if it means that the variation is not there, and the app's own page can still answer. */
    boolean isMissingVariation(int status) {
        if (!exchange.isMissingVariation() && !isCommitted() && exchange.noteError(status)) {
            body.discard();
        }
        return exchange.isMissingVariation();
    }

    /** A forward has begun. Some containers free their own response for it, and do not tell. */
    void forwarded() {
        if (exchange.habits().forwardsAfresh() && !isCommitted()) {
            body.forget();
            stream = null;
            writer = null;
        }
    }

    /** Goes on with the container's own response, below all wrappers, if nothing went through these. */
    void passOuterWrappers() {
        if (!outlet.isOpen()) {
            setResponse(innermost);
        }
    }

    /** Other threads may write from now on. */
    void changeThread() {
        outlet.changeThread();
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (body.isPassing() && stream == null) {
            return super.getOutputStream();
        }
        if (writer != null) {
            if (!exchange.habits().forwardsAfresh() || !JettyFiles.areAsking()) {
                throw new IllegalStateException("getWriter() was called on this response");
            }
            outlet.takeBytesToo();
        }
        PageStream current = stream;
        if (current == null) {
            current = new PageStream(body, outlet, exchange.habits().encodesPrints());
            stream = current;
        }
        return current;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer != null) {
            return writer;
        }
        if (body.isPassing() && stream == null) {
            return super.getWriter();
        }
        if (stream != null) {
            throw new IllegalStateException("getOutputStream() was called on this response");
        }
        Charset known = ContentType.known(String.valueOf(super.getCharacterEncoding()));
        if (known == null) {
            return body.passUnknownCharset();
        }
        outlet.writeIn(known);
        writerCharset = super.getCharacterEncoding();
        PageWriter created = new PageWriter(body, outlet);
        writer = created;
        return created;
    }

    @Override
    public @Nullable String getContentType() {
        String type = super.getContentType();
        if (type == null || writerCharset == null || !outlet.charsetStands() || !ContentType.isHtml(type)) {
            return type;
        }
        int parameters = type.indexOf(';');
        String html = parameters < 0 ? type : type.substring(0, parameters).trim();
        return html + ";charset=" + writerCharset;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return name.equalsIgnoreCase("Content-Type") ? getContentType() : super.getHeader(name);
    }

    @Override
    public String getCharacterEncoding() {
        return writerCharset != null && outlet.charsetStands() ? writerCharset : super.getCharacterEncoding();
    }

    @Override
    public int getBufferSize() {
        int own = outlet.ownBufferSize();
        return own < 0 ? super.getBufferSize() : own;
    }

    @Override
    public void setBufferSize(int size) {
        super.setBufferSize(size);
        outlet.forgetBufferSize();
    }

    @Override
    public void setCharacterEncoding(@Nullable String name) {
        if (!outlet.charsetStands()) {
            super.setCharacterEncoding(name);
        }
    }

    /** Servlet 6.1 declares this method; under 6.0 it is never called. */
    public void setCharacterEncoding(Charset name) {
        setCharacterEncoding(name.name());
    }

    @Override
    public void setLocale(Locale locale) {
        Charset standing = outlet.charset();
        boolean stands = outlet.charsetStands();
        super.setLocale(locale);
        if (stands && standing != null) {
            super.setCharacterEncoding(standing.name());
        }
    }

    @Override
    public void setContentType(@Nullable String type) {
        super.setContentType(standing(type));
        changed("Content-Type");
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        super.setHeader(name, name.equalsIgnoreCase("Content-Type") ? standing(value) : value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        super.addHeader(name, name.equalsIgnoreCase("Content-Type") ? standing(value) : value);
    }

    private @Nullable String standing(@Nullable String type) {
        return type == null || !outlet.charsetStands() || !ContentType.namesCharset(type)
                ? type
                : type.substring(0, type.indexOf(';')).trim();
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        changed(Eligibility.STATUS);
    }

    @Override
    public void flushBuffer() throws IOException {
        // Open Liberty flushes wrappers at a servlet's end; what it would send now is the error that is not to be
        // shown.
        if (!exchange.isMissingVariation()) {
            body.flushBuffer();
        }
    }

    @Override
    public void reset() {
        super.reset();
        body.reset();
        stream = null;
        writer = null;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        body.resetBuffer();
    }

    @Override
    public void sendError(int status) throws IOException {
        if (!isMissingVariation(status)) {
            body.beforeLeaving(Outcome.ERROR);
            super.sendError(status);
            body.left(Outcome.ERROR);
        }
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        if (!isMissingVariation(status)) {
            body.beforeLeaving(Outcome.ERROR);
            super.sendError(status, message);
            body.left(Outcome.ERROR);
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        body.beforeLeaving(Outcome.REDIRECT);
        super.sendRedirect(location);
        body.left(Outcome.REDIRECT);
    }

    /** Servlet 6.1 declares this method; under 6.0 it is never called. */
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        body.beforeLeaving(Outcome.REDIRECT);
        Servlet61.sendRedirect(container(), location, status, clearBuffer);
        body.left(Outcome.REDIRECT);
    }
}
