package dev.attune.internal.segment;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook call must show: Basic credentials, a signature with a shared secret, or both. Immutable. Comparisons take
 * the same time however much is right.
 */
public final class CallCredentials {
    private final byte @Nullable [] basic;
    private final @Nullable SecretKeySpec secret;

    private CallCredentials(byte @Nullable [] basic, @Nullable SecretKeySpec secret) {
        this.basic = basic;
        this.secret = secret;
    }

    /**
     * Returns credentials of which each part that is given is asked for.
     *
     * @param username of the Basic credentials, or null
     * @param password of the Basic credentials, may hold colons, or null
     * @param secret of the signature, or null
     * @throws IllegalArgumentException if nothing is given: anyone could then write profiles
     */
    public static CallCredentials of(@Nullable String username, @Nullable String password, @Nullable String secret) {
        boolean hasBasic = username != null || password != null;
        if (!hasBasic && (secret == null || secret.isEmpty())) {
            throw new IllegalArgumentException("a webhook needs Basic credentials or a secret");
        }
        String basic = (username == null ? "" : username) + ":" + (password == null ? "" : password);
        return new CallCredentials(
                hasBasic ? basic.getBytes(StandardCharsets.UTF_8) : null,
                secret == null || secret.isEmpty()
                        ? null
                        : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    }

    /**
     * Whether Basic credentials are among what is asked for. Without them batches are refused: Segment signs the first event
     * of a batch alone, so that the others would be unauthenticated.
     */
    public boolean haveBasic() {
        return basic != null;
    }

    /**
     * Checks the {@code Authorization} header, before anything of the body is read.
     *
     * @throws CallRefused with status 401
     */
    public void checkBasic(@Nullable String authorization) {
        if (basic == null) {
            return;
        }
        byte[] given = {};
        if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                given = Base64.getDecoder().decode(authorization.substring(6).strip());
            } catch (IllegalArgumentException e) {
                throw new CallRefused(401, "the Authorization header is not Base64");
            }
        }
        if (!MessageDigest.isEqual(basic, given)) {
            throw new CallRefused(401, "wrong or missing Basic credentials");
        }
    }

    /**
     * Checks the {@code X-Signature} header, hex HMAC-SHA1, over the bytes as they came; where these were formatted on the
     * way, over their compact form, which is what Segment signs.
     *
     * @throws CallRefused with status 401, or 403 for a batch without Basic credentials
     */
    public void checkSignature(byte[] body, @Nullable String signature) {
        boolean isBatch = RawJson.isArray(body);
        if (isBatch && basic == null) {
            throw new CallRefused(
                    403, "a batch needs Basic credentials besides its signature, which covers its first event alone");
        }
        if (secret == null) {
            return;
        }
        byte[] given = hex(signature);
        byte[] signed = isBatch ? RawJson.firstElement(body) : body;
        if (!MessageDigest.isEqual(hmac(signed), given)
                && !MessageDigest.isEqual(hmac(RawJson.compact(signed)), given)
                && !(isBatch && MessageDigest.isEqual(hmac(body), given))) {
            throw new CallRefused(401, "wrong or missing X-Signature");
        }
    }

    private byte[] hmac(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(secret);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    private static byte[] hex(@Nullable String signature) {
        try {
            return signature == null ? new byte[0] : HexFormat.of().parseHex(signature.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** Says what is asked for, never what it is. */
    @Override
    public String toString() {
        return "WebhookCredentials[" + (basic == null ? "" : "Basic ") + (secret == null ? "" : "signature") + "]";
    }
}
