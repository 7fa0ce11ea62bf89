package dev.attune.jakarta.internal.response;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * How far a response's body has come. Undecided until its first bytes (or a flush, or the end) tell what it is, and then, by
 * its {@link Verdict}, passing, rewriting or, for a 304 from here, discarding; finished at last.
 *
 * <p>Nothing here locks; as with any response, one thread uses it at a time.
 */
final class PageBody {
    private enum State {
        UNDECIDED,
        PASSING,
        /** As passing, but for bytes that the visitor did not ask for. */
        PASSING_PART,
        REWRITING,
        DISCARDING
    }

    private final PageExchange exchange;
    private final HeaderResponse response;
    private final VisitorHeaders headers;
    private final Outlet outlet;
    private State state = State.UNDECIDED;
    /** The first bytes or characters while they do not tell what the body is, else null. */
    private @Nullable HeldOpening opening;

    /** The part of a passing response that the visitor asked for, null for all. */
    private @Nullable ByteRange part;

    private boolean finished;
    /** How many includes last at present, one in another. */
    private short includes;
    /** The status that Attune's 304 took the place of. */
    private int replacedStatus;

    PageBody(PageExchange exchange, HeaderResponse response, Outlet outlet) {
        this.exchange = exchange;
        this.response = response;
        this.outlet = outlet;
        headers = new VisitorHeaders(exchange.page(), exchange.conditions(), response, exchange.isVariation());
    }

    // ---- what it is at

    boolean isPassing() {
        return state == State.PASSING;
    }

    /** Tells whether nothing of it is there yet. */
    boolean isUndecided() {
        return state == State.UNDECIDED && opening == null;
    }

    /** Tells whether headers about exact bytes are still to be withheld. In an include the container ignores them. */
    boolean withholds() {
        return includes == 0 && (state != State.PASSING || headers.areApplied());
    }

    // ---- where bytes and characters go

    void write(byte[] bytes, int offset, int length) throws IOException {
        if (state != State.UNDECIDED) {
            settle();
            outlet.target().write(bytes, offset, length);
            settle();
            return;
        }
        Eligibility eligibility = eligibility();
        if (eligibility.refusal() != null) {
            decide(Opening.Start.NOTHING, eligibility);
            outlet.target().write(bytes, offset, length);
            return;
        }
        HeldOpening held = opening;
        Opening read = held == null ? new Opening() : held.opening();
        boolean tells = read.read(bytes, offset, length);
        if (held == null && !tells) {
            held = new HeldOpening(read);
            opening = held;
        }
        if (held != null) {
            held.add(bytes, offset, length);
        }
        if (tells) {
            decide(read.start(), eligibility);
        }
        if (held == null) {
            outlet.target().write(bytes, offset, length);
            settle();
        }
    }

    /** @param isArray whether the app gave an array, which some containers treat otherwise than a text */
    void write(String text, int offset, int length, boolean isArray) throws IOException {
        if (state != State.UNDECIDED) {
            settle();
            outlet.write(text, offset, length, isArray);
            settle();
            return;
        }
        Eligibility eligibility = eligibility();
        if (eligibility.refusal() != null) {
            decide(Opening.Start.NOTHING, eligibility);
            outlet.write(text, offset, length, isArray);
            return;
        }
        HeldOpening held = opening;
        Opening read = held == null ? new Opening() : held.opening();
        boolean tells = read.read(text, offset, length);
        if (held == null && !tells) {
            held = new HeldOpening(read);
            opening = held;
        }
        if (held != null) {
            held.add(text, offset, length);
        }
        if (tells) {
            decide(read.start(), eligibility);
        }
        if (held == null) {
            outlet.write(text, offset, length, isArray);
            settle();
        }
    }

    /** Before bytes leave, and after: a page that shared caches keep may not be its visitor's. */
    private void settle() {
        if (headers.areShared()) {
            headers.settle();
        }
    }

    private Eligibility eligibility() {
        return Eligibility.of(container(), outlet.charset());
    }

    /** Returns the container's stream if the bytes pass through it, else null. */
    @Nullable
    ServletOutputStream passingStream() throws IOException {
        decideWhereBytesDoNotTell();
        return state == State.UNDECIDED ? null : outlet.passingStream();
    }

    /** Returns the container's writer if the characters pass through it, else null. */
    @Nullable
    PrintWriter passingWriter() throws IOException {
        decideWhereBytesDoNotTell();
        return outlet.passingWriter();
    }

    // ---- the decision

    private void decideWhereBytesDoNotTell() throws IOException {
        if (state == State.UNDECIDED) {
            Eligibility eligibility = eligibility();
            if (eligibility.refusal() != null) {
                decide(Opening.Start.NOTHING, eligibility);
            }
        }
    }

    /** Decides before the body goes on, by the part known now. */
    private void decide() throws IOException {
        HeldOpening held = opening;
        decide(held == null ? Opening.Start.NOTHING : held.start());
    }

    /** @param start how the body begins, or null where nothing comes, so that there is no page to rewrite */
    private void decide(Opening.@Nullable Start start) throws IOException {
        decide(start, eligibility());
    }

    private void decide(Opening.@Nullable Start start, Eligibility eligibility) throws IOException {
        HeldOpening held = opening;
        opening = null;
        if (outlet.isNonBlocking()) {
            headers.keepFromAll();
        }
        Verdict verdict = Verdict.of(exchange.request(), exchange.page(), headers, eligibility, start);
        exchange.count(verdict.outcome(), container());
        if (verdict.rewriter() != null) {
            state = State.REWRITING;
            outlet.nameCharset();
            if (start != null) {
                outlet.rewrite(
                        verdict.rewriter(), verdict.charset(), exchange.page().watch(), exchange.habits());
            }
        } else if (verdict.outcome() == Outcome.NOT_MODIFIED) {
            discard();
            response.innermost.own().setContentType(null);
            response.innermost.own().setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            pass();
        }
        if (held != null) {
            held.into(outlet);
        }
        settle();
    }

    private void pass() throws IOException {
        ByteRange asked = outlet.charset() == null ? headers.part() : null;
        part = asked;
        if (asked == null) {
            state = State.PASSING;
            headers.release();
            outlet.pass();
        } else {
            state = State.PASSING_PART;
            headers.release(asked);
            outlet.pass(asked);
        }
    }

    /** The container knows what to throw for such a charset. */
    PrintWriter passUnknownCharset() throws IOException {
        if (state == State.UNDECIDED) {
            exchange.count(Outcome.UNKNOWN_CHARSET, container());
            pass();
        }
        return container().getWriter();
    }

    // ---- what the app does to it later

    /** Minds each header that was set, {@link Eligibility#STATUS} for the status. */
    void headerChanged(String name) {
        if (state == State.UNDECIDED) {
            return;
        }
        headers.changed(name, state == State.REWRITING, state == State.PASSING);
        if (state == State.REWRITING && Eligibility.isUpsetBy(name, container())) {
            startAgain();
        }
    }

    /** Rewrites the page once more under headers that came after its first bytes, if none of it was sent. */
    private void startAgain() {
        Replay replay = container().isCommitted() ? null : outlet.takeReplay();
        if (replay == null) {
            return;
        }
        try {
            container().resetBuffer();
            undecided();
            replay.into(new Again());
            replay.giveBack();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void undecided() {
        if (state == State.DISCARDING) {
            container().setStatus(replacedStatus);
        }
        state = State.UNDECIDED;
        opening = null;
        part = null;
        outlet.stop();
        headers.undo();
        finished = false;
    }

    /** The container has forgotten all; so does this. */
    void reset() {
        if (state == State.DISCARDING) {
            replacedStatus = HttpServletResponse.SC_OK;
        }
        undecided();
        headers.clear();
        outlet.forget();
    }

    /** The container has forgotten the body; what passes through it goes on passing. */
    void resetBuffer() {
        if (state == State.UNDECIDED || state == State.REWRITING || state == State.DISCARDING) {
            undecided();
        } else if (part != null) {
            try {
                outlet.pass(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The container has forgotten the body, and what it had handed out for it. */
    void forget() {
        undecided();
        outlet.forget();
    }

    /** Drops all that comes: it belongs to a page that will not be shown. */
    void discard() {
        state = State.DISCARDING;
        opening = null;
        replacedStatus = container().getStatus();
        outlet.discard();
    }

    /** Makes room for another page, after {@link #discard} took the first. */
    void takeBack() {
        undecided();
        headers.clearForOwnPage();
        outlet.forgetWriter();
    }

    /** Nothing is dropped before the container agreed: it refuses where the response is committed. */
    void beforeLeaving(Outcome outcome) {
        if (!container().isCommitted()) {
            headers.withdraw();
        }
        if (state == State.UNDECIDED && !container().isCommitted()) {
            headers.beforeLeaving();
            exchange.tell(outcome, container());
        }
    }

    /** Where the container takes no headers for a while, what this response may need is said before. */
    void beginInclude() {
        includes++;
        if (exchange.habits().isDeafInIncludes()
                && state == State.UNDECIDED
                && !container().isCommitted()) {
            headers.restrict();
        }
    }

    void endInclude() {
        includes--;
    }

    /** The container took over, with an error or a redirect. */
    void left(Outcome outcome) {
        if (state == State.UNDECIDED) {
            exchange.count(outcome, container());
        }
        state = State.PASSING;
        opening = null;
        headers.clear();
        outlet.stop();
        finished = true;
    }

    // ---- flush, close, end

    void flush() throws IOException {
        if (finished) {
            // Undertow flushes and closes a wrapper after a forward, its own response it only closes: with a length.
            return;
        }
        if (state == State.UNDECIDED) {
            decide();
        }
        settle();
        if (state != State.DISCARDING) {
            outlet.flush();
        }
        settle();
    }

    void flushBuffer() throws IOException {
        if (state == State.UNDECIDED) {
            decide();
        }
        settle();
        outlet.settle();
        outlet.tellTime();
        container().flushBuffer();
        settle();
    }

    void close() throws IOException {
        end(outlet::close);
    }

    /** Ends the document, then does the rest; in non-blocking mode perhaps only once the container is ready. */
    void end(Ending rest) throws IOException {
        if (finished) {
            rest.run();
            return;
        }
        finished = true;
        if (state == State.UNDECIDED) {
            decide(opening == null ? null : opening.startAtEnd());
            if (state == State.REWRITING && !container().isCommitted()) {
                // HEAD without a body: commit, or the container takes no bytes for a length of 0.
                container().flushBuffer();
            }
        }
        settle();
        outlet.end(rest);
        if (headers.areShared()) {
            // A filter before Attune's could set a cookie yet.
            container().flushBuffer();
            settle();
        }
    }

    /** Leaves the held bytes unsent: the app failed, and its container answers. */
    void abandon() {
        finished = true;
        opening = null;
        headers.withdraw();
        outlet.settle();
    }

    private HttpServletResponse container() {
        return response.container();
    }

    /** The bytes that come once more go through the decision once more. */
    private final class Again extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            PageBody.this.write(bytes, offset, length);
        }
    }
}
