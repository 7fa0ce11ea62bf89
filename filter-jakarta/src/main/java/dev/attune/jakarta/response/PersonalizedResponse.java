package dev.attune.jakarta.response;

import dev.attune.html.HtmlRewriter;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The response that the app sees. It is undecided until the first byte (or flush, or the end), and from then on passing,
 * rewriting or, for a 304 of ours, discarding.
 *
 * <p>It holds back nothing but headers about exact bytes, and those only until it is decided. Nothing here locks; as
 * with any response, one thread uses it at a time.
 */
final class PersonalizedResponse extends HeaderResponse {
    private static final int REPLAY_LIMIT = 32 * 1024;
    private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

    private enum State {
        UNDECIDED,
        PASSING,
        REWRITING,
        DISCARDING
    }

    private final PageExchange exchange;
    private State state = State.UNDECIDED;
    private boolean guarded;
    private boolean finished;
    private @Nullable PageStream stream;
    private @Nullable PageWriter writer;
    /** What {@link #writer} encodes to; set with it, as the container would then let nobody change it. */
    private @Nullable Charset charset;

    private @Nullable ServletOutputStream containerStream;
    private @Nullable OutputStream body;
    private @Nullable Rewriting rewriting;
    private @Nullable PrintWriter passingWriter;
    private @Nullable CharEncoder encoder;
    private @Nullable NonBlocking nonBlocking;
    /** The status that a 304 of ours took the place of. */
    private int replacedStatus;

    PersonalizedResponse(PageExchange exchange, HttpServletResponse response) {
        super(response);
        this.exchange = exchange;
    }

    @Override
    boolean withholds() {
        return state != State.PASSING || guarded;
    }

    @Override
    void changed(String name) {
        if (state == State.UNDECIDED) {
            return;
        }
        if (guarded && CachePolicy.concerns(name)) {
            CachePolicy.apply(container(), exchange.page().vary());
        } else if (guarded && WithheldHeaders.canonical(name) != null) {
            guardHeaders(state == State.REWRITING);
            if (state == State.PASSING) {
                withheld.releaseWithoutValidators(container());
            }
        }
        if (state == State.REWRITING && Eligibility.isUpsetBy(name, container())) {
            startAgain();
        }
    }

    // ---- where the body goes

    /** Returns where the next bytes go; decides that if nobody has. */
    OutputStream body() throws IOException {
        OutputStream target = body;
        if (target == null) {
            decide(true);
            target = body;
            if (target == null) {
                target = containerStream();
                body = target;
            }
        }
        return target;
    }

    ServletOutputStream containerStream() throws IOException {
        ServletOutputStream container = containerStream;
        if (container == null) {
            container = super.getOutputStream();
            containerStream = container;
        }
        return container;
    }

    /** Returns the container's stream if the response passes through it, else null. */
    @Nullable
    ServletOutputStream passingStream() throws IOException {
        return body() == containerStream ? containerStream : null;
    }

    /** Returns the container's writer if the response passes through it, else null. */
    @Nullable
    PrintWriter passingWriter() {
        return passingWriter;
    }

    CharEncoder encoder() throws IOException {
        CharEncoder current = encoder;
        if (current == null) {
            current = new CharEncoder(charset == null ? StandardCharsets.ISO_8859_1 : charset, body());
            encoder = current;
        }
        return current;
    }

    private void decide(boolean bytes) throws IOException {
        if (isCommitted()) {
            pass(Outcome.COMMITTED);
            return;
        }
        Outcome refusal = Eligibility.refusal(container());
        Charset known = charset;
        if (refusal == null && known == null) {
            String declared = Eligibility.charset(String.valueOf(container().getContentType()));
            known = declared == null ? null : Eligibility.known(declared);
            if (declared != null && known == null) {
                refusal = Outcome.UNKNOWN_CHARSET;
            }
        }
        if (refusal == null) {
            decideOnPage(known, bytes);
        } else {
            decideOnOther(refusal);
        }
    }

    private void decideOnPage(@Nullable Charset known, boolean bytes) throws IOException {
        ContentPolicy policy = ContentPolicy.of(exchange.request(), container());
        HtmlRewriter rewriter = exchange.page().rewriter(new PageHead(known, policy));
        guarded = true;
        boolean rewrites = rewriter != null && (bytes || exchange.isHead());
        String tag = policy.hasNonce() ? dropTag() : guardHeaders(rewrites);
        if (tag != null && exchange.isNotModified(tag) && getStatus() == SC_OK) {
            notModified();
        } else if (rewriter == null || !rewrites) {
            pass(rewriter == null ? Outcome.NOTHING_TO_DO : Outcome.EMPTY);
        } else {
            state = State.REWRITING;
            exchange.count(Outcome.REWRITTEN);
            if (writer != null && charset != null) {
                super.setCharacterEncoding(charset.name());
            }
            if (bytes) {
                Rewriting begun = new Rewriting(
                        rewriter,
                        known,
                        containerStream(),
                        nonBlocking == null,
                        new Replay(Math.min(getBufferSize(), REPLAY_LIMIT)));
                rewriting = begun;
                body = begun;
            }
        }
    }

    private void decideOnOther(Outcome refusal) throws IOException {
        if (exchange.isVariation()) {
            guarded = true;
            String tag = guardHeaders(false);
            if (tag != null && exchange.isNotModified(tag) && getStatus() == SC_OK) {
                notModified();
                return;
            }
        } else if (getStatus() == SC_OK
                && exchange.isNotModified(
                        withheld.get(WithheldHeaders.ETAG), withheld.get(WithheldHeaders.LAST_MODIFIED))) {
            withheld.releaseWithoutLength(container());
            notModified();
            return;
        }
        pass(refusal);
    }

    private void pass(Outcome outcome) throws IOException {
        state = State.PASSING;
        exchange.count(outcome);
        if (guarded) {
            withheld.releaseWithoutValidators(container());
        } else {
            withheld.release(container());
        }
        if (writer != null && containerStream == null) {
            passingWriter = super.getWriter();
            body = NOWHERE;
        }
    }

    private void notModified() {
        exchange.count(Outcome.NOT_MODIFIED);
        state = State.DISCARDING;
        body = NOWHERE;
        replacedStatus = getStatus();
        super.setContentType(null);
        super.setStatus(SC_NOT_MODIFIED);
    }

    /** Sets what caches may do and returns the entity tag, or null if there is none. */
    private @Nullable String guardHeaders(boolean changes) {
        CachePolicy.apply(container(), exchange.page().vary());
        String appTag = withheld.get(WithheldHeaders.ETAG);
        String lastModified = withheld.get(WithheldHeaders.LAST_MODIFIED);
        String tag = appTag != null && !changes && !exchange.isVariation()
                ? appTag
                : Validator.tag(appTag, lastModified, exchange.page().fingerprint());
        if (tag != null) {
            container().setHeader(WithheldHeaders.ETAG, tag);
        }
        return tag;
    }

    /** A page with a nonce in it goes out once: kept, its nonce would not fit the policy that comes with a 304. */
    private @Nullable String dropTag() {
        CachePolicy.apply(container(), exchange.page().vary());
        if (container().containsHeader(WithheldHeaders.ETAG)) {
            // Set before the policy came, and not every container takes a header back.
            container().setHeader(WithheldHeaders.ETAG, Validator.unmatched());
        }
        return null;
    }

    /** Rewrites the page once more under headers that came after its first bytes, if none of it was sent. */
    private void startAgain() {
        Rewriting begun = rewriting;
        Replay replay = begun == null ? null : begun.replay();
        if (replay == null || isCommitted()) {
            return;
        }
        try {
            super.resetBuffer();
            undecided();
            replay.into(body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void undecided() {
        if (state == State.DISCARDING) {
            super.setStatus(replacedStatus);
        }
        state = State.UNDECIDED;
        body = null;
        rewriting = null;
        encoder = null;
        guarded = false;
    }

    // ---- flush, close, end

    void flushBody() throws IOException {
        if (state == State.UNDECIDED) {
            decide(true);
        }
        PrintWriter passing = passingWriter;
        if (passing != null) {
            passing.flush();
        } else if (state != State.DISCARDING) {
            body().flush();
        }
    }

    void closeBody() throws IOException {
        endBody(() -> {
            PrintWriter passing = passingWriter;
            if (passing != null) {
                passing.close();
            } else {
                containerStream().close();
            }
        });
    }

    /** Ends the document without closing the container's stream: what was held back goes out. */
    void finish() throws IOException {
        endBody(() -> {});
    }

    /** Ends the document, then does the rest; in non-blocking mode perhaps only once the container is ready. */
    void endBody(Ending rest) throws IOException {
        if (!finished) {
            finished = true;
            if (state == State.UNDECIDED) {
                decide(false);
                if (state == State.REWRITING && !isCommitted()) {
                    // HEAD without a body: commit, lest the container take no bytes for a length of 0.
                    super.flushBuffer();
                }
            }
            if (encoder != null && rewriting != null) {
                encoder.finish();
            }
            if (rewriting != null) {
                byte[] tail = rewriting.finish();
                if (tail.length != 0 && nonBlocking != null) {
                    nonBlocking.writeLast(tail, rest);
                    return;
                }
            }
        }
        rest.run();
    }

    @FunctionalInterface
    interface Ending {
        void run() throws IOException;
    }

    void setWriteListener(WriteListener listener) {
        try {
            NonBlocking begun = new NonBlocking(listener, containerStream());
            begun.listen();
            nonBlocking = begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops what is held without sending it: the app failed, and its container answers. */
    void abandon() {
        finished = true;
    }

    /** Drops all that comes: it belongs to a page that will not be shown. */
    void discard() {
        state = State.DISCARDING;
        replacedStatus = getStatus();
        body = NOWHERE;
    }

    /** Takes {@link #discard} back, for the page that is shown instead. */
    void takeBack() {
        super.resetBuffer();
        undecided();
        withheld.clear();
        finished = false;
        stream = null;
        writer = null;
        charset = null;
    }

    // ---- what the app calls

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (state == State.PASSING && stream == null) {
            return super.getOutputStream();
        }
        if (writer != null) {
            throw new IllegalStateException("getWriter() was called on this response");
        }
        PageStream current = stream;
        if (current == null) {
            current = new PageStream(this);
            stream = current;
        }
        return current;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer != null) {
            return writer;
        }
        if (state == State.PASSING && stream == null) {
            return super.getWriter();
        }
        if (stream != null) {
            throw new IllegalStateException("getOutputStream() was called on this response");
        }
        Charset known = Eligibility.known(String.valueOf(super.getCharacterEncoding()));
        if (known == null) {
            // The container knows what to throw.
            pass(Outcome.UNKNOWN_CHARSET);
            return super.getWriter();
        }
        charset = known;
        PageWriter created = new PageWriter(this);
        writer = created;
        return created;
    }

    /** Tells whether the app has its writer and the container does not know yet: from then on the charset stands. */
    private boolean charsetStands() {
        return writer != null && passingWriter == null && !isCommitted();
    }

    @Override
    public void setCharacterEncoding(@Nullable String name) {
        if (!charsetStands()) {
            super.setCharacterEncoding(name);
        }
    }

    /** Servlet 6.1 declares this method; under 6.0 nobody calls it. */
    public void setCharacterEncoding(Charset name) {
        setCharacterEncoding(name.name());
    }

    @Override
    public void setLocale(Locale locale) {
        Charset standing = charset;
        boolean stands = charsetStands();
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
        if (type == null || charset == null || !charsetStands() || Eligibility.charset(type) == null) {
            return type;
        }
        return type.substring(0, type.indexOf(';')).trim() + ";charset=" + charset.name();
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        changed(Eligibility.STATUS);
    }

    @Override
    public void flushBuffer() throws IOException {
        if (state == State.UNDECIDED) {
            decide(true);
        }
        if (rewriting != null) {
            rewriting.flush();
        }
        super.flushBuffer();
    }

    @Override
    public void reset() {
        super.reset();
        withheld.clear();
        undecided();
        stream = null;
        writer = null;
        charset = null;
        passingWriter = null;
        containerStream = null;
        finished = false;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        if (state == State.REWRITING || state == State.DISCARDING) {
            undecided();
            finished = false;
        }
    }

    @Override
    public void sendError(int status) throws IOException {
        if (!exchange.isMissingVariation(status, isCommitted())) {
            beforeLeaving();
            super.sendError(status);
            left(Outcome.ERROR);
        }
    }

    @Override
    public void sendError(int status, @Nullable String message) throws IOException {
        if (!exchange.isMissingVariation(status, isCommitted())) {
            beforeLeaving();
            super.sendError(status, message);
            left(Outcome.ERROR);
        }
    }

    @Override
    public void sendRedirect(String location) throws IOException {
        beforeLeaving();
        super.sendRedirect(location);
        left(Outcome.REDIRECT);
    }

    /** Servlet 6.1 declares this method; under 6.0 nobody calls it. */
    public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
        beforeLeaving();
        Servlet61.sendRedirect(container(), location, status, clearBuffer);
        left(Outcome.REDIRECT);
    }

    /** Nothing is dropped before the container agreed: it refuses where the response is committed. */
    private void beforeLeaving() {
        if (state == State.UNDECIDED && !isCommitted()) {
            if (exchange.isVariation()) {
                CachePolicy.apply(container(), exchange.page().vary());
            } else {
                withheld.releaseWithoutLength(container());
            }
        }
    }

    private void left(Outcome outcome) {
        if (state == State.UNDECIDED) {
            exchange.count(outcome);
        }
        state = State.PASSING;
        withheld.clear();
        rewriting = null;
        encoder = null;
        finished = true;
        body = null;
    }
}
