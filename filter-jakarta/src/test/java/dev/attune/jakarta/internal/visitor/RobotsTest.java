package dev.attune.jakarta.internal.visitor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.jakarta.internal.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0)",
                "facebookexternalhit/1.1",
                "Mozilla/5.0 (compatible; Yahoo! Slurp)",
                "kube-probe/1.30",
                "AdsBot-Google (+http://www.google.com/adsbot.html)",
                "Googlebot-Image/1.0",
                "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)",
                "Mozilla/5.0 (compatible; GoogleOther)",
                "Mediapartners-Google",
                "Mozilla/5.0 (compatible; AhrefsSiteAudit/6.1; +http://ahrefs.com/robot/site-audit)",
                "ia_archiver (+http://www.alexa.com/site/help/webmasters; crawler@alexa.com)",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/142.0.0.0"
                        + " Safari/537.36",
                "WhatsApp/2.23.20.0 A",
                "curl/8.5.0",
                "python-requests/2.32.3",
                "Java-http-client/17.0.15",
                "Java/17.0.15",
                "Go-http-client/2.0",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2;"
                        + " +https://openai.com/gptbot)",
                "Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)",
                "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
                "Mozilla/5.0 (compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
                "Mozilla/5.0 (Windows NT 6.1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119 Safari/537.36"
                        + " BingPreview/1.0b",
                "Mozilla/5.0 (Linux; Android 11; moto g power) Chrome/119 Mobile Safari/537.36 Chrome-Lighthouse"
            })
    void knowsRobotsThatSayWhatTheyAre(String agent) {
        assertTrue(Robots.isRobot(FakeRequest.withHeader("User-Agent", agent)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 13; CUBOT KINGKONG 9) AppleWebKit/537.36 Chrome/120.0 Mobile"
                        + " Safari/537.36",
                "Mozilla/5.0 (Linux; Android 14; BabyMonitor 3) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Android 13; Mobile; rv:109.0) Gecko/109.0 FirefoxPreview/109.0",
                "Mozilla/5.0 (Linux; Android 12; CUBOT) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
                        + " [FBAN/FBIOS;FBAV/480]",
                "Mozilla/5.0 (Linux; Android 13; Robotics Tab) AppleWebKit/537.36 Chrome/120.0 Safari/537.36",
                ""
            })
    void takesPeopleForPeople(String agent) {
        assertFalse(Robots.isRobot(FakeRequest.withHeader("User-Agent", agent)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"})
    void knowsPagesThatNobodyMayEverSee(String purpose) {
        assertTrue(Robots.isPrefetch(FakeRequest.withHeader("Sec-Purpose", purpose)));
        assertFalse(Robots.isPrefetch(FakeRequest.withHeader("User-Agent", purpose)));
    }

    /** Turbo shows what comes of its prefetch, a failure too. */
    @Test
    void knowsAScriptThatAsksAhead() {
        assertTrue(Robots.isPrefetch(FakeRequest.withHeader("X-Sec-Purpose", "prefetch")));
        assertFalse(Robots.isBrowsersPrefetch(FakeRequest.withHeader("X-Sec-Purpose", "prefetch")));
        assertTrue(Robots.isBrowsersPrefetch(FakeRequest.withHeader("Sec-Purpose", "prefetch;prerender")));
    }
}
