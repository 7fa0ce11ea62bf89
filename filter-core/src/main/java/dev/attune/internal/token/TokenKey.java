package dev.attune.internal.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key for one purpose, derived from a secret by HMAC-SHA256 (RFC 2104), so that no two purposes share a key. Its id is
 * derived too: it tells which of several keys signed a token, and nothing else.
 */
final class TokenKey {
    static final int ID_BYTES = 4;
    static final int SIGNATURE_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final byte[] id;
    private final SecretKeySpec sealing;

    TokenKey(byte[] secret, String purpose) {
        SecretKeySpec root = new SecretKeySpec(secret, ALGORITHM);
        key = new SecretKeySpec(
                hmac(root, ("attune token: " + purpose).getBytes(StandardCharsets.UTF_8), 0), ALGORITHM);
        id = Arrays.copyOf(hmac(key, "attune key id".getBytes(StandardCharsets.UTF_8), 0), ID_BYTES);
        sealing = new SecretKeySpec(hmac(key, "attune sealing key".getBytes(StandardCharsets.UTF_8), 0), "AES");
    }

    /** Returns the key for AES. */
    SecretKeySpec sealing() {
        return sealing;
    }

    byte[] id() {
        return id.clone();
    }

    boolean hasId(byte[] bytes, int from) {
        return Arrays.equals(id, 0, ID_BYTES, bytes, from, from + ID_BYTES);
    }

    /** Returns the signature of all bytes but the last few. */
    byte[] signatureOf(byte[] bytes, int butLast) {
        return hmac(key, bytes, butLast);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] bytes, int butLast) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(bytes, 0, bytes.length - butLast);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
