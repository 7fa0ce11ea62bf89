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
import org.jspecify.annotations.Nullable;

/**
 * Where a response's body goes. Undecided until the first byte (or flush, or the end), and from then on passing, rewriting
 * or, for a 304 of ours, discarding; finished at last.
 *
 * <p>Nothing here locks; as with any response, one thread uses it at a time.
 */
final class PageBody {
    private static final int REPLAY_LIMIT = 32 * 1024;
    private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

    private enum State {
        UNDECIDED,
        PASSING,
        REWRITING,
        DISCARDING
    }

    private final PageExchange exchange;
    private final HeaderResponse response;
    private final WithheldHeaders withheld;
    private State state = State.UNDECIDED;
    private boolean guarded;
    private boolean finished;
    /** What the app's writer encodes to, or null while it has none. */
    private @Nullable Charset writing;

    private @Nullable ServletOutputStream stream;
    private @Nullable OutputStream target;
    private @Nullable Rewriting rewriting;
    private @Nullable PrintWriter passingWriter;
    private @Nullable CharEncoder encoder;
    private @Nullable NonBlocking nonBlocking;
    /** The status that a 304 of ours took the place of. */
    private int replacedStatus;

    PageBody(PageExchange exchange, HeaderResponse response) {
        this.exchange = exchange;
        this.response = response;
        withheld = response.withheld;
    }

    // ---- what it is at

    boolean isPassing() {
        return state == State.PASSING;
    }

    /** Tells whether headers about exact bytes are still to be withheld. */
    boolean withholds() {
        return state != State.PASSING || guarded;
    }

    /** Tells whether the app has its writer and the container does not know yet: from then on the charset stands. */
    boolean charsetStands() {
        return writing != null && passingWriter == null && !container().isCommitted();
    }

    /** Starts text: from here on the charset is fixed. */
    void writeIn(Charset charset) {
        writing = charset;
    }

    @Nullable
    Charset charset() {
        return writing;
    }

    // ---- where bytes and characters go

    /** Returns where the next bytes go; decides that if nobody has. */
    OutputStream target() throws IOException {
        if (state == State.UNDECIDED) {
            decide(true);
        }
        OutputStream current = target;
        if (current == null) {
            current = containerStream();
            target = current;
        }
        return current;
    }

    ServletOutputStream containerStream() throws IOException {
        ServletOutputStream current = stream;
        if (current == null) {
            current = container().getOutputStream();
            stream = current;
        }
        return current;
    }

    /** Returns the container's stream if the bytes pass through it, else null. */
    @Nullable
    ServletOutputStream passingStream() throws IOException {
        return target() == stream ? stream : null;
    }

    /** Returns the container's writer if the characters pass through it, else null. */
    @Nullable
    PrintWriter passingWriter() {
        return passingWriter;
    }

    CharEncoder encoder() throws IOException {
        CharEncoder current = encoder;
        if (current == null) {
            current = new CharEncoder(writing == null ? StandardCharsets.ISO_8859_1 : writing, target());
            encoder = current;
        }
        return current;
    }

    void setWriteListener(WriteListener listener) throws IOException {
        NonBlocking begun = new NonBlocking(listener, containerStream());
        // Before it listens: the container may call it at once, in another thread.
        nonBlocking = begun;
        try {
            begun.listen();
        } catch (IllegalStateException e) {
            nonBlocking = null;
            throw e;
        }
    }

    // ---- the decision

    /** @param bytes whether some are about to come, so that there is a page to rewrite */
    void decide(boolean bytes) throws IOException {
        if (state != State.UNDECIDED) {
            return;
        }
        if (container().isCommitted()) {
            pass(Outcome.COMMITTED);
            return;
        }
        Eligibility eligibility = Eligibility.of(container(), writing);
        if (eligibility.refusal() == null) {
            decideOnPage(eligibility.charset(), bytes);
        } else {
            decideOnOther(eligibility.refusal());
        }
    }

    private void decideOnPage(@Nullable Charset charset, boolean bytes) throws IOException {
        ContentPolicy policy = ContentPolicy.of(exchange.request(), container());
        HtmlRewriter rewriter = exchange.page().rewriter(new PageHead(charset, policy));
        guarded = true;
        boolean rewrites = rewriter != null && (bytes || exchange.isHead());
        String tag = policy.hasNonce() ? dropTag() : guard(rewrites);
        if (isNotModified(tag)) {
            notModified();
        } else if (rewriter == null || !rewrites) {
            pass(rewriter == null ? Outcome.NOTHING_TO_DO : Outcome.EMPTY);
        } else {
            state = State.REWRITING;
            exchange.count(Outcome.REWRITTEN);
            rewrite(rewriter, charset, bytes);
        }
    }

    private void rewrite(HtmlRewriter rewriter, @Nullable Charset charset, boolean bytes) throws IOException {
        nameCharset("");
        if (bytes) {
            Replay replay = new Replay(Math.min(container().getBufferSize(), REPLAY_LIMIT));
            Rewriting begun = new Rewriting(rewriter, charset, containerStream(), nonBlocking == null, replay);
            rewriting = begun;
            target = begun;
        }
    }

    private void decideOnOther(Outcome refusal) throws IOException {
        if (exchange.isVariation()) {
            guarded = true;
            if (isNotModified(guard(false))) {
                notModified();
                return;
            }
        } else if (container().getStatus() == HttpServletResponse.SC_OK
                && exchange.isNotModified(
                        withheld.get(WithheldHeaders.ETAG), withheld.get(WithheldHeaders.LAST_MODIFIED))) {
            withheld.releaseWithoutLength(container());
            notModified();
            return;
        }
        pass(refusal);
    }

    private boolean isNotModified(@Nullable String tag) {
        return tag != null && exchange.isNotModified(tag) && container().getStatus() == HttpServletResponse.SC_OK;
    }

    private void pass(Outcome outcome) throws IOException {
        state = State.PASSING;
        exchange.count(outcome);
        if (guarded) {
            withheld.releaseWithoutValidators(container());
        } else {
            withheld.release(container());
        }
        if (writing != null && stream == null) {
            passingWriter = container().getWriter();
            target = NOWHERE;
        } else {
            nameCharset("text/");
        }
    }

    /** Names the charset of the app's writer as the container names that of its own, which is not asked for then. */
    private void nameCharset(String types) {
        String type = String.valueOf(container().getContentType());
        if (writing != null && type.startsWith(types) && Eligibility.charset(type) == null) {
            container().setCharacterEncoding(writing.name());
        }
    }

    /** The container knows what to throw for such a charset. */
    PrintWriter passUnknownCharset() throws IOException {
        if (state == State.UNDECIDED) {
            pass(Outcome.UNKNOWN_CHARSET);
        }
        return container().getWriter();
    }

    private void notModified() {
        exchange.count(Outcome.NOT_MODIFIED);
        discard();
        container().setContentType(null);
        container().setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    }

    /** Sets what caches may do and returns the entity tag, or null if there is none. */
    private @Nullable String guard(boolean changes) {
        CachePolicy.apply(container(), exchange.page().vary());
        String appTag = withheld.get(WithheldHeaders.ETAG);
        String lastModified = withheld.get(WithheldHeaders.LAST_MODIFIED);
        String tag = appTag != null && !changes && !exchange.isVariation()
                ? appTag
                : Validator.tag(appTag, lastModified, exchange.page()::fingerprint);
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

    // ---- what the app does to it later

    /** Is told of each header that was set, {@link Eligibility#STATUS} for the status. */
    void headerChanged(String name) {
        if (state == State.UNDECIDED) {
            return;
        }
        if (guarded && CachePolicy.concerns(name)) {
            CachePolicy.apply(container(), exchange.page().vary());
        } else if (guarded && WithheldHeaders.canonical(name) != null) {
            guard(state == State.REWRITING);
            if (state == State.PASSING) {
                withheld.releaseWithoutValidators(container());
            }
        }
        if (state == State.REWRITING && Eligibility.isUpsetBy(name, container())) {
            startAgain();
        }
    }

    /** Rewrites the page once more under headers that came after its first bytes, if none of it was sent. */
    private void startAgain() {
        Replay replay = rewriting == null ? null : rewriting.replay();
        if (replay == null || container().isCommitted()) {
            return;
        }
        try {
            container().resetBuffer();
            undecided();
            replay.into(target());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void undecided() {
        if (state == State.DISCARDING) {
            container().setStatus(replacedStatus);
        }
        state = State.UNDECIDED;
        target = null;
        rewriting = null;
        encoder = null;
        guarded = false;
        finished = false;
    }

    /** The container has forgotten all; so does this. */
    void reset() {
        if (state == State.DISCARDING) {
            replacedStatus = HttpServletResponse.SC_OK;
        }
        undecided();
        withheld.clear();
        writing = null;
        passingWriter = null;
        stream = null;
    }

    /** The container has forgotten the body; what passes through it goes on passing. */
    void resetBuffer() {
        if (state == State.REWRITING || state == State.DISCARDING) {
            undecided();
        }
    }

    /** Drops all that comes: it belongs to a page that will not be shown. */
    void discard() {
        state = State.DISCARDING;
        replacedStatus = container().getStatus();
        target = NOWHERE;
    }

    /** Makes room for another page, after {@link #discard} took the first. */
    void takeBack() {
        undecided();
        withheld.clear();
        writing = null;
    }

    /** Nothing is dropped before the container agreed: it refuses where the response is committed. */
    void beforeLeaving() {
        if (state == State.UNDECIDED && !container().isCommitted()) {
            if (exchange.isVariation()) {
                CachePolicy.apply(container(), exchange.page().vary());
            } else {
                withheld.releaseWithoutLength(container());
            }
        }
    }

    /** The container took over, with an error or a redirect. */
    void left(Outcome outcome) {
        if (state == State.UNDECIDED) {
            exchange.count(outcome);
        }
        state = State.PASSING;
        withheld.clear();
        target = null;
        rewriting = null;
        encoder = null;
        finished = true;
    }

    // ---- flush, close, end

    void flush() throws IOException {
        if (finished) {
            // Undertow flushes and closes a wrapper after a forward, its own response it only closes: with a length.
            return;
        }
        decide(true);
        PrintWriter passing = passingWriter;
        if (passing != null) {
            passing.flush();
        } else if (state != State.DISCARDING) {
            boolean first = !container().isCommitted();
            target().flush();
            if (first && writing != null) {
                // Open Liberty ignores the first flush of a stream, but not of a writer, which the app believes it has.
                container().flushBuffer();
            }
        }
    }

    void flushBuffer() throws IOException {
        decide(true);
        if (rewriting != null) {
            rewriting.flush();
        }
        container().flushBuffer();
    }

    void close() throws IOException {
        end(() -> {
            PrintWriter passing = passingWriter;
            if (passing != null) {
                passing.close();
            } else {
                containerStream().close();
            }
        });
    }

    /** Ends the document, then does the rest; in non-blocking mode perhaps only once the container is ready. */
    void end(Ending rest) throws IOException {
        if (!finished) {
            finished = true;
            endUndecided();
            if (rewriting != null) {
                if (encoder != null) {
                    encoder.finish();
                }
                byte[] tail = rewriting.finish();
                if (tail.length != 0 && nonBlocking != null) {
                    nonBlocking.writeLast(tail, rest);
                    return;
                }
            }
        }
        rest.run();
    }

    private void endUndecided() throws IOException {
        if (state == State.UNDECIDED) {
            decide(false);
            if (state == State.REWRITING && !container().isCommitted()) {
                // HEAD without a body: commit, lest the container take no bytes for a length of 0.
                container().flushBuffer();
            }
        }
    }

    /** Leaves what is held unsent: the app failed, and its container answers. */
    void abandon() {
        finished = true;
    }

    private HttpServletResponse container() {
        return response.container();
    }

    /** What is to be done once the document has ended. */
    @FunctionalInterface
    interface Ending {
        void run() throws IOException;
    }
}
