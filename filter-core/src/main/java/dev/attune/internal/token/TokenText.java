package dev.attune.internal.token;

import java.util.Base64;

/** The text of a token: base64url without padding, fit for a cookie, a query and a path. */
final class TokenText {
    private TokenText() {}

    /** Returns the bytes, or none where it is no token. Reads only the one way to write one, so that no second text means the same. */
    static byte[] bytes(String token) {
        if (token.length() <= SignedTokens.MOST_CHARACTERS) {
            try {
                byte[] bytes = Base64.getUrlDecoder().decode(token);
                if (Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(bytes)
                        .equals(token)) {
                    return bytes;
                }
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }
        return new byte[0];
    }
}
