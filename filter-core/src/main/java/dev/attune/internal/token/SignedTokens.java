package dev.attune.internal.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs and verifies the tokens of one purpose. Immutable and thread-safe.
 *
 * <p>A token is base64url without padding, fit for a cookie, a query and a path: a version, the id of the key, when it was
 * issued and when it expires, the content in UTF-8, and HMAC-SHA256 over all of these.
 */
public final class SignedTokens {
    /** The most characters that a token has; a longer text is none. */
    public static final int MOST_CHARACTERS = 4096;

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 1 + TokenKey.ID_BYTES + Long.BYTES + Long.BYTES;

    private final List<TokenKey> keys;

    SignedTokens(List<TokenKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Returns a token that is valid from now on for a time.
     *
     * @param content what it says; anyone who sees the token can read it
     * @param validFor how long, to the second
     * @throws IllegalArgumentException if the token would have more than {@value #MOST_CHARACTERS} characters
     */
    public String sign(String content, Instant now, Duration validFor) {
        byte[] said = content.getBytes(StandardCharsets.UTF_8);
        TokenKey key = keys.get(0);
        ByteBuffer token = ByteBuffer.allocate(HEAD_BYTES + said.length + TokenKey.SIGNATURE_BYTES);
        token.put(VERSION)
                .put(key.id())
                .putLong(now.getEpochSecond())
                .putLong(now.plus(validFor).getEpochSecond())
                .put(said)
                .put(key.signatureOf(token.array(), TokenKey.SIGNATURE_BYTES));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("what a token says is too long for one");
        }
        return text;
    }

    /**
     * Returns what a token says, or null where it is not valid now: forged, cut, expired, of another purpose, of a key that
     * is no longer among the site's, or no token at all. The caller does not learn which.
     */
    public @Nullable SignedToken read(String token, Instant now) {
        ByteBuffer said = authentic(token);
        return said == null ? null : SignedToken.validAt(now, said);
    }

    /** Tells whether a token was valid, and is not any more because its time is over. */
    public boolean hasExpired(String token, Instant now) {
        ByteBuffer said = authentic(token);
        return said != null && !now.isBefore(Instant.ofEpochSecond(said.getLong(said.position() + Long.BYTES)));
    }

    /** Returns both times and the content; null where the signature does not fit them. */
    private @Nullable ByteBuffer authentic(String token) {
        byte[] bytes = TokenText.bytes(token);
        if (bytes.length < HEAD_BYTES + TokenKey.SIGNATURE_BYTES || bytes[0] != VERSION || !isSigned(bytes)) {
            return null;
        }
        // Nothing of what it says is looked at before its signature.
        int from = 1 + TokenKey.ID_BYTES;
        return ByteBuffer.wrap(bytes, from, bytes.length - TokenKey.SIGNATURE_BYTES - from);
    }

    private boolean isSigned(byte[] bytes) {
        byte[] given = Arrays.copyOfRange(bytes, bytes.length - TokenKey.SIGNATURE_BYTES, bytes.length);
        for (TokenKey key : keys) {
            if (key.hasId(bytes, 1) && MessageDigest.isEqual(key.signatureOf(bytes, TokenKey.SIGNATURE_BYTES), given)) {
                return true;
            }
        }
        return false;
    }
}
