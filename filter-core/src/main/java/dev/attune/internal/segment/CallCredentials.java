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
 * What a webhook call must show: an {@code Authorization} header, a signature with a shared secret, or both. The header holds
 * Basic credentials or a bearer token, whichever of them is set. Immutable. Comparisons take the same time however much is right.
 */
public final class CallCredentials {
    private final byte @Nullable [] basic;
    private final byte @Nullable [] token;
    private final @Nullable SecretKeySpec secret;

    private CallCredentials(byte @Nullable [] basic, byte @Nullable [] token, @Nullable SecretKeySpec secret) {
        this.basic = basic;
        this.token = token;
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
        return of(username, password, null, secret);
    }

    /**
     * Returns credentials of which each part that is given is asked for.
     *
     * @param username of the Basic credentials, or null
     * @param password of the Basic credentials, may hold colons, or null
     * @param token that a caller may show in the place of Basic credentials, or null
     * @param secret of the signature, or null
     * @throws IllegalArgumentException if nothing is given: anyone could then write profiles
     */
    public static CallCredentials of(
            @Nullable String username, @Nullable String password, @Nullable String token, @Nullable String secret) {
        // A user name without a password would be Basic credentials with an empty password.
        boolean hasBasic = password != null;
        if (!hasBasic && token == null && (secret == null || secret.isEmpty())) {
            throw new IllegalArgumentException("a webhook needs Basic credentials, a token or a secret");
        }
        String basic = (username == null ? "" : username) + ":" + password;
        return new CallCredentials(
                hasBasic ? basic.getBytes(StandardCharsets.UTF_8) : null,
                token == null ? null : token.getBytes(StandardCharsets.UTF_8),
                secret == null || secret.isEmpty()
                        ? null
                        : new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    }

    /**
     * Whether an {@code Authorization} header is among the credentials asked for. Without it batches are refused: Segment signs only the
     * first event of a batch, so that the others would be unauthenticated.
     */
    public boolean haveAuthorization() {
        return basic != null || token != null;
    }

    /**
     * Checks the {@code Authorization} header, before anything of the body is read.
     *
     * @throws CallRefused with status 401
     */
    public void checkAuthorization(@Nullable String authorization) {
        if (!haveAuthorization()) {
            return;
        }
        if (!shows(basic, decoded(parameter("Basic", authorization)))
                && !shows(token, parameter("Bearer", authorization).getBytes(StandardCharsets.UTF_8))) {
            throw new CallRefused(401, "wrong or missing credentials in the Authorization header");
        }
    }

    private static boolean shows(byte @Nullable [] expected, byte[] given) {
        return expected != null && MessageDigest.isEqual(expected, given);
    }

    /** Returns what follows the scheme (RFC 9110, 11.6.2), or {@code ""} where the header is of another one. */
    private static String parameter(String scheme, @Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1)
                ? authorization.substring(scheme.length() + 1).strip()
                : "";
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /**
     * Checks the {@code X-Signature} header, hex HMAC-SHA1, over the bytes as they came; where these were formatted on the
     * way, over their compact form, which is what Segment signs.
     *
     * @throws CallRefused with status 401, or 403 for a batch where no {@code Authorization} is asked for
     */
    public void checkSignature(byte[] body, @Nullable String signature) {
        boolean isBatch = RawJson.isArray(body);
        if (isBatch && !haveAuthorization()) {
            throw new CallRefused(
                    403,
                    "a batch needs an Authorization header besides its signature, which covers only its first event");
        }
        if (secret == null) {
            return;
        }
        byte[] given = hex(signature);
        byte[] signed = isBatch ? RawJson.firstElement(body) : body;
        if (!MessageDigest.isEqual(hmac(signed), given)
                && !MessageDigest.isEqual(hmac(RawJson.compact(signed)), given)
                && !(isBatch && isSignedAsAWhole(body, given))) {
            throw new CallRefused(401, "wrong or missing X-Signature");
        }
    }

    /** Some senders sign the whole batch. */
    private boolean isSignedAsAWhole(byte[] body, byte[] given) {
        return MessageDigest.isEqual(hmac(body), given) || MessageDigest.isEqual(hmac(RawJson.compact(body)), given);
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

    /** Says which credentials it asks for, never their values. */
    @Override
    public String toString() {
        return "CallCredentials[" + (basic == null ? "" : "Basic ") + (token == null ? "" : "Bearer ")
                + (secret == null ? "" : "signature") + "]";
    }
}
