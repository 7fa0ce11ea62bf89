package dev.attune.internal.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The content of a valid token.
 *
 * @param content the signed text
 * @param issuedAt when, to the second
 * @param expiresAt the first moment at which it is no longer valid, to the second
 */
public record SignedToken(String content, Instant issuedAt, Instant expiresAt) {
    /** Nodes' clocks differ; a token from further ahead than this was signed by a clock that was wrong. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** Reads what was found to be authentic: both times in seconds, and the content. Returns null where it is not valid now. */
    static @Nullable SignedToken validAt(Instant now, ByteBuffer said) {
        Instant issuedAt = Instant.ofEpochSecond(said.getLong());
        Instant expiresAt = Instant.ofEpochSecond(said.getLong());
        if (!now.isBefore(expiresAt) || issuedAt.isAfter(now.plus(CLOCK_SKEW))) {
            return null;
        }
        try {
            return new SignedToken(
                    StandardCharsets.UTF_8.newDecoder().decode(said).toString(), issuedAt, expiresAt);
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
