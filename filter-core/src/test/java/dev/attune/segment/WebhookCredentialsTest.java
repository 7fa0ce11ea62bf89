package dev.attune.segment;

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

class WebhookCredentialsTest {
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

    private static int status(WebhookCredentials credentials, String body, @Nullable String signature) {
        return assertThrows(WebhookException.class, () -> credentials.checkSignature(bytes(body), signature))
                .status();
    }

    @Test
    void acceptsAPasswordWithColons() {
        WebhookCredentials credentials = WebhookCredentials.of("segment", "a:b::c", null);
        assertDoesNotThrow(() -> credentials.checkBasic(basic("segment:a:b::c")));
        assertDoesNotThrow(
                () -> credentials.checkBasic("basic " + basic("segment:a:b::c").substring(6)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !!!", "Bearer x", "Basic c2VnbWVudDp3cm9uZw=="})
    void refusesAllElse(String header) {
        WebhookCredentials credentials = WebhookCredentials.of("segment", "right", null);
        assertEquals(
                401,
                assertThrows(WebhookException.class, () -> credentials.checkBasic(header))
                        .status());
        assertThrows(WebhookException.class, () -> credentials.checkBasic(null));
    }

    @Test
    void checksTheSignatureOverTheRawBytes() {
        WebhookCredentials credentials = WebhookCredentials.of(null, null, "s3cret");
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
        WebhookCredentials both = WebhookCredentials.of("u", "p", "s3cret");
        String batch = " [ " + EVENT + " , {\"type\":\"page\"} ] ";
        assertDoesNotThrow(() -> both.checkSignature(bytes(batch), signature(EVENT)));
        assertEquals(401, status(both, batch, signature("{\"type\":\"page\"}")));
        WebhookCredentials secretAlone = WebhookCredentials.of(null, null, "s3cret");
        assertFalse(secretAlone.haveBasic());
        assertEquals(403, status(secretAlone, batch, signature(EVENT)));
    }

    @Test
    void cannotBeNothing() {
        assertThrows(IllegalArgumentException.class, () -> WebhookCredentials.of(null, null, null));
        assertThrows(IllegalArgumentException.class, () -> WebhookCredentials.of(null, null, ""));
    }

    @Test
    void keepsItsSecretsOutOfLogs() {
        assertEquals(
                "WebhookCredentials[Basic signature]",
                WebhookCredentials.of("u", "pass", "s3cret").toString());
    }
}
