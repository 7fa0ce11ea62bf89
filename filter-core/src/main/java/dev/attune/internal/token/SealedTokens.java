package dev.attune.internal.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the tokens of one purpose whose content no holder can read or change. Thread-safe.
 *
 * <p>A token is base64url without padding: a version, the id of the key, a random vector, and AES-256-GCM (NIST SP 800-38D) over
 * the time of issue, the time of expiry and the content in UTF-8.
 */
public final class SealedTokens {
    /** The most bytes that a content may have in UTF-8. */
    public static final int MOST_BYTES = 3000;

    private static final byte VERSION = 2;
    private static final int VECTOR_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEAD_BYTES = 1 + TokenKey.ID_BYTES + VECTOR_BYTES;
    private static final int LEAST_BYTES = HEAD_BYTES + 2 * Long.BYTES + TAG_BYTES;

    private final List<TokenKey> keys;
    private final SecureRandom random;

    SealedTokens(List<TokenKey> keys, SecureRandom random) {
        this.keys = List.copyOf(keys);
        this.random = random;
    }

    /**
     * Returns a token that is valid from now on for a time.
     *
     * @param validFor how long, to the second
     * @throws IllegalArgumentException if the content has more than {@value #MOST_BYTES} bytes
     */
    public String seal(String content, Instant now, Duration validFor) {
        byte[] said = content.getBytes(StandardCharsets.UTF_8);
        if (said.length > MOST_BYTES) {
            throw new IllegalArgumentException("what a token says is too long for one");
        }
        TokenKey key = keys.get(0);
        byte[] vector = new byte[VECTOR_BYTES];
        random.nextBytes(vector);
        ByteBuffer plain = ByteBuffer.allocate(2 * Long.BYTES + said.length);
        plain.putLong(now.getEpochSecond())
                .putLong(now.plus(validFor).getEpochSecond())
                .put(said);
        ByteBuffer token = ByteBuffer.allocate(HEAD_BYTES + plain.capacity() + TAG_BYTES);
        token.put(VERSION).put(key.id()).put(vector);
        try {
            token.put(cipher(Cipher.ENCRYPT_MODE, key, token.array()).doFinal(plain.array()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals every content", e);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * Returns what a token says, or null where it is not valid now: forged, cut, expired, of another purpose, of a key that
     * is no longer among the site's, or no token at all. The caller does not learn which.
     */
    public @Nullable SignedToken open(String token, Instant now) {
        byte[] bytes = TokenText.bytes(token);
        if (bytes.length < LEAST_BYTES || bytes[0] != VERSION) {
            return null;
        }
        for (TokenKey key : keys) {
            byte[] plain = key.hasId(bytes, 1) ? opened(bytes, key) : null;
            if (plain != null) {
                return SignedToken.validAt(now, ByteBuffer.wrap(plain));
            }
        }
        return null;
    }

    private static byte @Nullable [] opened(byte[] token, TokenKey key) {
        try {
            return cipher(Cipher.DECRYPT_MODE, key, token).doFinal(token, HEAD_BYTES, token.length - HEAD_BYTES);
        } catch (AEADBadTagException forged) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM opens or refuses every token of enough bytes", e);
        }
    }

    /** What stands before the vector is authenticated with the rest. */
    private static Cipher cipher(int mode, TokenKey key, byte[] token) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                key.sealing(),
                new GCMParameterSpec(TAG_BYTES * Byte.SIZE, token, HEAD_BYTES - VECTOR_BYTES, VECTOR_BYTES));
        cipher.updateAAD(token, 0, HEAD_BYTES - VECTOR_BYTES);
        return cipher;
    }
}
