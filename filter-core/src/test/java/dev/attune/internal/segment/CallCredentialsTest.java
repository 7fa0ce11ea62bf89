package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
        assertDoesNotThrow(() -> credentials.checkBasic(basic("segment:a:b::c")));
        assertDoesNotThrow(
                () -> credentials.checkBasic("basic " + basic("segment:a:b::c").substring(6)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer x", "Basic c2VnbWVudDp3cm9uZw=="})
    void refusesAllElse(String header) {
        CallCredentials credentials = CallCredentials.of("segment", "right", null);
        assertEquals(
                401,
                assertThrows(CallRefused.class, () -> credentials.checkBasic(header))
                        .status());
        assertThrows(CallRefused.class, () -> credentials.checkBasic(null));
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
        assertFalse(secretAlone.haveBasic());
        assertEquals(403, status(secretAlone, batch, signature(EVENT)));
    }

    @Test
    void cannotBeNothing() {
        assertThrows(IllegalArgumentException.class, () -> CallCredentials.of(null, null, null));
        assertThrows(IllegalArgumentException.class, () -> CallCredentials.of(null, null, ""));
    }

    @Test
    void keepsItsSecretsOutOfLogs() {
        assertEquals(
                "WebhookCredentials[Basic signature]",
                CallCredentials.of("u", "pass", "s3cret").toString());
    }
}
