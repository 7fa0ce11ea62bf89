package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallCredentialsTest {
    private static final String EVENT = "{\"type\":\"identify\",\"traits\":{\"a\":\"x ] , } \\\" y\"}}";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(bytes(credentials));
    }

    private static String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes("s3cret"), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(bytes(signed)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(CallCredentials credentials, String body, @Nullable String signature) {
        return assertThrows(CallRefused.class, () -> credentials.checkSignature(bytes(body), signature))
                .status();
    }

    @Test
    void acceptsAPasswordWithColons() {
        CallCredentials credentials = CallCredentials.of("segment", "a:b::c", null);
        assertDoesNotThrow(() -> credentials.checkAuthorization(basic("segment:a:b::c")));
        assertDoesNotThrow(() -> credentials.checkAuthorization(
                "basic " + basic("segment:a:b::c").substring(6)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer x", "Basic c2VnbWVudDp3cm9uZw=="})
    void refusesAllElse(String header) {
        CallCredentials credentials = CallCredentials.of("segment", "right", null);
        assertEquals(
                401,
                assertThrows(CallRefused.class, () -> credentials.checkAuthorization(header))
                        .status());
        assertThrows(CallRefused.class, () -> credentials.checkAuthorization(null));
    }

    @Test
    void checksTheSignatureOverTheRawBytes() {
        CallCredentials credentials = CallCredentials.of(null, null, "s3cret");
        String spaced = "{ \"type\" : \"identify\" }";
        assertDoesNotThrow(() -> credentials.checkSignature(bytes(EVENT), signature(EVENT)));
        assertDoesNotThrow(() -> credentials.checkSignature(bytes(spaced), signature(spaced)));
        assertDoesNotThrow(() -> credentials.checkSignature(bytes(spaced), signature("{\"type\":\"identify\"}")));
        assertEquals(401, status(credentials, EVENT, null));
        assertEquals(401, status(credentials, EVENT, "zz"));
        assertEquals(401, status(credentials, EVENT + " x", signature(EVENT)));
    }

    @Test
    void aBatchIsSignedByItsFirstEventAndNeedsBasicBesides() {
        CallCredentials both = CallCredentials.of("u", "p", "s3cret");
        String batch = " [ " + EVENT + " , {\"type\":\"page\"} ] ";
        assertDoesNotThrow(() -> both.checkSignature(bytes(batch), signature(EVENT)));
        assertEquals(401, status(both, batch, signature("{\"type\":\"page\"}")));
        CallCredentials secretAlone = CallCredentials.of(null, null, "s3cret");
        assertFalse(secretAlone.haveAuthorization());
        assertEquals(403, status(secretAlone, batch, signature(EVENT)));
    }

    @Test
    void aBatchMayBeSignedAsAWholeAndFormattedOnTheWay() {
        CallCredentials both = CallCredentials.of("u", "p", "s3cret");
        String whole = "[" + EVENT + ",{\"type\":\"page\"}]";
        String formatted = " [ " + EVENT + " ,\n  { \"type\" : \"page\" } ] ";
        assertDoesNotThrow(() -> both.checkSignature(bytes(whole), signature(whole)));
        assertDoesNotThrow(() -> both.checkSignature(bytes(formatted), signature(whole)));
        assertEquals(401, status(both, formatted.replace("page", "pages"), signature(whole)));
    }

    @Test
    void aTokenIsAsGoodAsBasicCredentialsWhereBothAreSet() {
        CallCredentials either = CallCredentials.of("segment", "right", "the-token", null);
        assertDoesNotThrow(() -> either.checkAuthorization(basic("segment:right")));
        assertDoesNotThrow(() -> either.checkAuthorization("Bearer the-token"));
        assertDoesNotThrow(() -> either.checkAuthorization("bearer  the-token "));
        for (String wrong :
                new String[] {"Bearer", "Bearer ", "Bearer the-toke", "Basic the-token", basic("the-token")}) {
            assertThrows(CallRefused.class, () -> either.checkAuthorization(wrong), wrong);
        }
        CallCredentials tokenAlone = CallCredentials.of(null, null, "the-token", null);
        assertTrue(tokenAlone.haveAuthorization());
        assertThrows(CallRefused.class, () -> tokenAlone.checkAuthorization(basic(":")));
    }

    @Test
    void aUserNameWithoutAPasswordIsNoCredential() {
        CallCredentials signed = CallCredentials.of("segment", null, "s3cret");
        assertFalse(signed.haveAuthorization());
        assertThrows(IllegalArgumentException.class, () -> CallCredentials.of("segment", null, null));
    }

    @Test
    void cannotBeNothing() {
        assertThrows(IllegalArgumentException.class, () -> CallCredentials.of(null, null, null));
        assertThrows(IllegalArgumentException.class, () -> CallCredentials.of(null, null, ""));
    }

    @Test
    void keepsItsSecretsOutOfLogs() {
        assertEquals(
                "CallCredentials[Basic signature]",
                CallCredentials.of("u", "pass", "s3cret").toString());
    }
}
