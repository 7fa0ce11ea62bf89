package dev.attune.jakarta.internal;

import dev.attune.decision.Assignment;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.token.SealedTokens;
import dev.attune.internal.token.SignedToken;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that a page carries which may never be seen. The browser sends the token back when somebody sees the page. It holds
 * ids that a page's scripts must not learn, so it is sealed. Thread-safe.
 */
final class SeenTokens {
    /** A tab that was opened in the background may be looked at hours later. */
    private static final Duration VALID = Duration.ofDays(1);

    /** With ids of any length and letters, the token is within its bounds. */
    private static final int MOST_PATH_CHARACTERS = 400;

    /** Neither a path nor a key nor an id holds a control character. */
    private static final String BETWEEN = "\n";

    private final Supplier<SealedTokens> keys;
    private final InstantSource clock;
    private @Nullable SealedTokens tokens;

    /** @param keys asked once, when first needed: most apps have no experiment, and ciphers take their time to start */
    SeenTokens(Supplier<SealedTokens> keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A view that is still to come.
     *
     * @param path the path that was asked for
     * @param variation the variation's place in {@code serve}
     */
    record View(String path, String experiment, int variation, VisitorIds ids) {}

    /** Tells whether a token can hold the path. */
    static boolean canHold(String path) {
        return path.length() <= MOST_PATH_CHARACTERS;
    }

    String token(String path, Assignment assignment, VisitorIds ids) {
        return tokens().seal(
                        String.join(
                                BETWEEN,
                                path,
                                assignment.experiment(),
                                Integer.toString(assignment.index()),
                                text(ids.user()),
                                text(ids.anonymous())),
                        clock.instant(),
                        VALID);
    }

    /** Returns the view that a token stands for, or null where it is not valid now. */
    @Nullable
    View read(String token) {
        SignedToken valid = tokens().open(token, clock.instant());
        if (valid == null) {
            return null;
        }
        String[] said = valid.content().split(BETWEEN, -1);
        return new View(said[0], said[1], Integer.parseInt(said[2]), new VisitorIds(id(said[3]), id(said[4])));
    }

    private synchronized SealedTokens tokens() {
        SealedTokens made = tokens;
        if (made == null) {
            made = keys.get();
            tokens = made;
        }
        return made;
    }

    private static String text(@Nullable String id) {
        return id == null ? "" : id;
    }

    private static @Nullable String id(String text) {
        return text.isEmpty() ? null : text;
    }
}
