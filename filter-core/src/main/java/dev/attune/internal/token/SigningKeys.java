package dev.attune.internal.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The site's secret keys: the first signs, all verify. To change the key, put the new one first, and drop the old one once
 * the tokens that it signed have expired. Immutable and thread-safe.
 */
public final class SigningKeys {
    /** What {@link #parse} reads, for messages. */
    public static final String EXPECTED =
            "one to 8 keys, separated by commas, each of 32 to 512 visible ASCII characters of which at least 8 differ"
                    + " (openssl rand -hex 32 makes one)";

    private static final int MOST_KEYS = 8;
    private static final int CODE_BYTES = 16;

    private final List<byte[]> secrets;

    private SigningKeys(List<byte[]> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Reads keys.
     *
     * @throws IllegalArgumentException if they are not {@link #EXPECTED}; the message tells nothing of them
     */
    public static SigningKeys parse(String text) {
        List<byte[]> secrets = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String key = part.strip();
            if (!key.matches("[\\x21-\\x7E]{32,512}") || key.chars().distinct().count() < 8) {
                throw new IllegalArgumentException("key " + (secrets.size() + 1));
            }
            secrets.add(key.getBytes(StandardCharsets.US_ASCII));
        }
        if (secrets.size() > MOST_KEYS) {
            throw new IllegalArgumentException("more than " + MOST_KEYS + " keys");
        }
        return new SigningKeys(secrets);
    }

    /**
     * Returns what signs and verifies the tokens of one purpose. A token is of no use for any other.
     *
     * @param purpose any text, such as {@code preview of /shop}; whatever a token must not be carried across belongs here
     */
    public SignedTokens tokensFor(String purpose) {
        return new SignedTokens(
                secrets.stream().map(secret -> new TokenKey(secret, purpose)).toList());
    }

    /** Returns what writes and reads the tokens of one purpose whose holder must not know what they say. */
    public SealedTokens sealedTokensFor(String purpose, SecureRandom random) {
        return new SealedTokens(
                secrets.stream().map(secret -> new TokenKey(secret, purpose)).toList(), random);
    }

    /**
     * Returns what makes codes of one purpose: a text's signature by the first key, shortened to 128 bits, in base64url. Equal texts
     * have equal codes, on every node that has the key.
     */
    public UnaryOperator<String> codesFor(String purpose) {
        TokenKey key = new TokenKey(secrets.get(0), "code of " + purpose);
        return text -> Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(key.signatureOf(text.getBytes(StandardCharsets.UTF_8), 0), CODE_BYTES));
    }

    /** Returns a key that no other JVM has. */
    public static SigningKeys random(SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return new SigningKeys(List.of(secret));
    }

    /** Returns the number of keys, never one of them. */
    @Override
    public String toString() {
        return "SigningKeys[" + secrets.size() + "]";
    }
}
