package dev.attune.jakarta.internal.visitor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.jakarta.internal.FakeRequest;
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
                "kube-probe/1.30"
            })
    void knowsRobotsThatSayWhatTheyAre(String agent) {
        assertTrue(Robots.isRobot(FakeRequest.withHeader("User-Agent", agent)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 13; CUBOT KINGKONG 9) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                "curl/8.5.0",
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
}
