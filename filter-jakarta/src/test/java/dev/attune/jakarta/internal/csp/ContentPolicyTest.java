package dev.attune.jakarta.internal.csp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentPolicyTest {
    private static final Origin SHOP = new Origin("https", "www.shop.test", 443);
    private static final Permission FREE = new Permission(true, null);
    private static final Permission REFUSED = new Permission(false, null);
    /** {@code printf 'alert(1)' | openssl dgst -sha256 -binary | base64}. */
    private static final String ALERT_HASH = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";

    @Test
    void withoutPolicyAllWorks() {
        ContentPolicy policy = policy();
        assertEquals(FREE, policy.inlineScript("x"));
        assertEquals(FREE, policy.ownScript("/a.js"));
        assertEquals(FREE, policy.inlineStyle("x"));
        assertTrue(policy.styleAttribute());
        assertFalse(policy.hasNonce());
    }

    @Test
    void aPolicyThatSaysNothingOfScriptsForbidsNone() {
        assertEquals(FREE, policy("img-src 'self'; frame-ancestors 'none'").inlineScript("x"));
    }

    @Test
    void selfAllowsAFileButNothingInline() {
        ContentPolicy policy = policy("default-src 'self'");
        assertEquals(REFUSED, policy.inlineScript("x"));
        assertEquals(FREE, policy.ownScript("/app/attune/client.js"));
        assertEquals(REFUSED, policy.inlineStyle("x"));
        assertFalse(policy.styleAttribute());
    }

    @Test
    void theNearestDirectiveCounts() {
        ContentPolicy policy = policy(
                "default-src 'none'; script-src 'none'; script-src-elem 'unsafe-inline'; style-src 'unsafe-inline';"
                        + " style-src-attr 'none'");
        assertEquals(FREE, policy.inlineScript("x"));
        assertEquals(REFUSED, policy.ownScript("/a.js"));
        assertEquals(FREE, policy.inlineStyle("x"));
        assertFalse(policy.styleAttribute());
    }

    @Test
    void theFirstOfTwoEqualDirectivesCountsAndCaseDoesNot() {
        assertEquals(
                FREE, policy("SCRIPT-SRC 'Unsafe-Inline'; script-src 'none'").inlineScript("x"));
    }

    @Test
    void aPageMaySendToItsOwnOriginWhereConnectionsGoThere() {
        assertTrue(policy().ownConnection("/attune/seen"));
        assertTrue(policy("script-src 'none'").ownConnection("/attune/seen"));
        assertTrue(policy("default-src 'none'; connect-src 'self'").ownConnection("/attune/seen"));
        assertTrue(policy("connect-src https://www.shop.test/attune/").ownConnection("/attune/seen"));
        assertTrue(policy("default-src 'self' 'strict-dynamic' 'nonce-abc'").ownConnection("/attune/seen"));
        assertFalse(
                policy("default-src 'self'; connect-src https://api.shop.test").ownConnection("/attune/seen"));
        assertFalse(policy("default-src 'none'").ownConnection("/attune/seen"));
        assertFalse(policy("connect-src 'self'", "connect-src 'none'").ownConnection("/attune/seen"));
    }

    @Test
    void aNonceIsCarriedByScriptAndStyle() {
        ContentPolicy policy = policy("script-src 'nonce-AbC+/=' 'unsafe-inline'; style-src 'nonce-sTy'");
        assertEquals(new Permission(true, "AbC+/="), policy.inlineScript("x"));
        assertEquals(new Permission(true, "AbC+/="), policy.ownScript("/a.js"));
        assertEquals(new Permission(true, "sTy"), policy.inlineStyle("x"));
        assertTrue(policy.hasNonce());
    }

    @Test
    void aNonceThatCouldLeaveItsAttributeIsNone() {
        assertEquals(REFUSED, policy("script-src 'nonce-a\"onload=x'").inlineScript("x"));
    }

    @Test
    void aHashLetsThatTextInAndSwitchesUnsafeInlineOff() {
        ContentPolicy policy = policy("script-src 'unsafe-inline' " + ALERT_HASH);
        assertEquals(FREE, policy.inlineScript("alert(1)"));
        assertEquals(REFUSED, policy.inlineScript("alert(2)"));
        assertEquals(REFUSED, policy.ownScript("/a.js"));
    }

    @Test
    void strictDynamicLetsInWhatCarriesTheNonceAlone() {
        ContentPolicy policy = policy("script-src 'strict-dynamic' 'nonce-abc' 'self' https: 'unsafe-inline'");
        assertEquals(new Permission(true, "abc"), policy.inlineScript("x"));
        assertEquals(new Permission(true, "abc"), policy.ownScript("/a.js"));
        assertEquals(
                REFUSED,
                policy("script-src 'strict-dynamic' 'self' 'unsafe-inline'").ownScript("/a.js"));
        assertEquals(
                REFUSED, policy("script-src 'strict-dynamic' 'unsafe-inline'").inlineScript("x"));
    }

    @Test
    void everyPolicyHasToAgreeInOneHeaderOrInSeveral() {
        for (ContentPolicy policy : List.of(
                policy("script-src 'self'", "script-src 'nonce-a'"),
                policy("script-src 'self', script-src 'nonce-a'"))) {
            assertEquals(REFUSED, policy.inlineScript("x"));
            assertEquals(new Permission(true, "a"), policy.ownScript("/a.js"));
        }
        assertEquals(
                REFUSED, policy("script-src 'nonce-a'", "script-src 'nonce-b'").inlineScript("x"));
        assertEquals(
                new Permission(true, "b"),
                policy("script-src 'nonce-a' 'nonce-b'", "script-src 'nonce-b'").inlineScript("x"));
    }

    @Test
    void aReportOnlyPolicyBlocksNothingButIsPleasedWhereThatIsPossible() {
        ContentPolicy strict = ContentPolicy.of(List.of(), List.of("script-src 'none'"), SHOP);
        assertEquals(FREE, strict.inlineScript("x"));
        ContentPolicy nonce = ContentPolicy.of(List.of(), List.of("script-src 'nonce-r'"), SHOP);
        assertEquals(new Permission(true, "r"), nonce.inlineScript("x"));
        ContentPolicy both =
                ContentPolicy.of(List.of("script-src 'nonce-a' 'nonce-b'"), List.of("script-src 'nonce-b'"), SHOP);
        assertEquals(new Permission(true, "b"), both.inlineScript("x"));
    }

    @Test
    void aSandboxRunsScriptsOnlyIfItSaysSo() {
        assertEquals(REFUSED, policy("sandbox").inlineScript("x"));
        assertEquals(FREE, policy("sandbox").inlineStyle("x"));
        assertEquals(FREE, policy("sandbox allow-forms allow-scripts").inlineScript("x"));
    }

    @Test
    void aHostSourceMeansTheOwnHostOnlyIfAllOfItFits() {
        assertOwnScript(true, "https://www.shop.test");
        assertOwnScript(true, "www.shop.test");
        assertOwnScript(true, "*.shop.test");
        assertOwnScript(true, "https:");
        assertOwnScript(true, "http:");
        assertOwnScript(true, "*");
        assertOwnScript(true, "www.shop.test:443");
        assertOwnScript(true, "www.shop.test:*");
        assertOwnScript(true, "www.shop.test/attune/");
        assertOwnScript(true, "www.shop.test/attune/client.js");
        assertOwnScript(false, "www.shop.test/Attune/");
        assertOwnScript(false, "www.shop.test/attune/client");
        assertOwnScript(false, "shop.test");
        assertOwnScript(false, "*.www.shop.test");
        assertOwnScript(false, "cdn.shop.test");
        assertOwnScript(false, "www.shop.test:8443");
        assertOwnScript(false, "data:");
        assertOwnScript(false, "wss://www.shop.test");
        assertOwnScript(false, "'none'");
        assertOwnScript(false, "");
    }

    @Test
    void aSchemeThatAProxyMayHaveHiddenIsNotTakenForTheRightOne() {
        Origin behindProxy = new Origin("http", "www.shop.test", 80);
        assertFalse(ContentPolicy.of(List.of("script-src https://www.shop.test"), List.of(), behindProxy)
                .ownScript("/a.js")
                .granted());
    }

    @Test
    void aQueryOfTheScriptsUrlDoesNotCount() {
        for (String source : List.of("www.shop.test/attune/client.js", "www.shop.test/attune/")) {
            assertTrue(policy("script-src " + source)
                    .ownScript("/attune/client.js?v=1a2b")
                    .granted());
        }
        assertFalse(policy("script-src www.shop.test/client.js")
                .ownScript("/attune/client.js?v=/client.js")
                .granted());
    }

    private static void assertOwnScript(boolean granted, String source) {
        assertEquals(
                granted,
                policy("script-src " + source).ownScript("/attune/client.js").granted(),
                source);
    }

    private static ContentPolicy policy(String... enforced) {
        return ContentPolicy.of(List.of(enforced), List.of(), SHOP);
    }
}
