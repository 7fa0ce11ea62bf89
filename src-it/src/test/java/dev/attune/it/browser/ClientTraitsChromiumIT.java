package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.internal.transform.ScriptPolicy;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In a browser that enforces a Content-Security-Policy, too. */
class ClientTraitsChromiumIT extends ClientTraitsCases {
    private static final Map<String, Object> EU = Map.of("shouldShowConsent", true);
    private static final Map<String, Object> US = Map.of("shouldShowConsent", false);

    @Override
    Browser start() throws IOException {
        return Chromium.start();
    }

    /** HtmlUnit tells only the script element that it failed, not those who listen above it. */
    @Test
    void standsInWhereAnalyticsJsCannotBeLoaded() throws Exception {
        shop().takeCdnDown();
        browser()
                .open(shop().serve("/eu", Visit.to(Pages.shop(shop().snippet())).with(EU)));
        browser().await("done", Pages.IS_DONE);
        assertEquals("block", browser().value(Pages.CONSENT_DISPLAY));
        assertEquals("null", browser().value("analytics.user().id()"));
        browser()
                .open(shop().serve("/us", Visit.to(Pages.shop(shop().snippet())).with(US)));
        browser().await("done", Pages.IS_DONE);
        assertEquals("none", browser().value(Pages.CONSENT_DISPLAY));
    }

    @Test
    void comesFromAFileWhereInlineScriptIsNotAllowed() throws Exception {
        Visit visit = Visit.to(Pages.shopWithoutInlineScript(shop()))
                .under("script-src 'self'", new ScriptPolicy(null, null, false, true, true, true));
        obeysTheConsent(visit);
        assertEquals("1", browser().value("document.querySelectorAll('script[src^=\"/attune/client.js?v=\"]').length"));
    }

    @Test
    void carriesTheNonceOfTheResponse() throws Exception {
        String csp = "script-src 'nonce-r4nd0m+/=' 'strict-dynamic'; object-src 'none'; base-uri 'none'";
        Visit visit = Visit.to(Pages.shopWithNonce(shop(), "r4nd0m+/="))
                .under(csp, new ScriptPolicy("r4nd0m+/=", null, false, false, true, true));
        obeysTheConsent(visit);
    }

    @Test
    void worksUnderTrustedTypes() throws Exception {
        Visit visit = Visit.to(Pages.shop(""))
                .under(
                        "script-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'",
                        ScriptPolicy.unrestricted());
        obeysTheConsent(visit);
    }

    @Test
    void isNotInjectedWhereNoScriptIsAllowed() throws Exception {
        Visit visit = Visit.to(Pages.page("", ""))
                .with(EU)
                .under("default-src 'none'", new ScriptPolicy(null, null, false, false, false, false));
        browser().open(shop().serve("/", visit));
        assertEquals("0", browser().value("document.scripts.length"));
    }

    /** The client script stands before the page's own {@code <meta charset>}, further in than the 1,024 bytes of old. */
    @Test
    void leavesThePagesEncodingAlone() throws Exception {
        browser().open(shop().serve("/", Visit.to(Pages.page("", "")).with(EU)));
        assertEquals("Shop of Zoë", browser().value("document.title"));
        assertEquals("UTF-8", browser().value("document.characterSet"));
    }

    private void obeysTheConsent(Visit visit) throws InterruptedException, IOException {
        browser().open(shop().serve("/eu", visit.with(EU)));
        browser().await("done", Pages.IS_DONE);
        assertEquals("block", browser().value(Pages.CONSENT_DISPLAY));
        browser().open(shop().serve("/us", visit.with(US)));
        browser().await("done", Pages.IS_DONE);
        assertEquals("none", browser().value(Pages.CONSENT_DISPLAY));
    }
}
