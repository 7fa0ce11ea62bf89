package dev.attune.decision;

import static dev.attune.decision.Visitors.visitor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathSyntaxTest {

    /** The first twelve read a protected file, or tried to, on one of ten containers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEB-INF/web.xml",
                "/v/../WEB-INF/web.xml",
                "/v/..;/WEB-INF/web.xml",
                "/WEB-INF;x/web.xml",
                "/%57EB-INF/web.xml",
                "/v/%2e%2e/WEB-INF/web.xml",
                "//WEB-INF/web.xml",
                "/v\\..\\WEB-INF\\web.xml",
                "/META-INF/MANIFEST.MF",
                "/web-inf/web.xml",
                "/v/static.html%00.x",
                "/../../etc/passwd",
                "",
                "home",
                "WEB-INF/web.xml",
                "https://example.com/",
                "/WEB-INF",
                "/Web-Inf/",
                "/v/META-INF/x",
                "/WEB-INF./web.xml",
                "/WEB-INF /web.xml",
                "/WEB-INF::$INDEX_ALLOCATION/web.xml",
                "/META-\u0131NF/x",
                "/.",
                "/..",
                "/./home",
                "/home/..",
                "/home/...",
                "/.. /home",
                "/home//eu",
                "/home?lang=de",
                "/home#top",
                "/home;jsessionid=1",
                "/home\u0000",
                "/home\n",
                "/home\u007f",
                "/home\u0085",
                "/home\ud800",
                "/home\udc00x"
            })
    void refusesWhatAContainerCouldReadInTwoWays(String path) {
        assertNotNull(PathSyntax.problem(path), path);
        RuleException refused = assertThrows(
                RuleException.class, () -> Personalization.builder().variation("/", path));
        assertTrue(refused.getMessage().startsWith("variation(\"/\") serve: found "), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/home-eu",
                "/home/eu/",
                "/home.html",
                "/.well-known/x",
                "/a..b",
                "/WEB-INFO/x",
                "/x-WEB-INF",
                "/caf\u00e9/\ud83d\ude00",
                "/two words",
                "/a+b&c=d,e@f:g!$'()*~"
            })
    void acceptsOrdinaryPaths(String path) {
        assertNull(PathSyntax.problem(path));
    }

    @Test
    void refusesAPathWithoutEnd() {
        assertNull(PathSyntax.problem("/" + "x".repeat(PathSyntax.MAX_LENGTH - 1)));
        assertNotNull(PathSyntax.problem("/" + "x".repeat(PathSyntax.MAX_LENGTH)));
    }

    @Test
    void servesTheOwnPageAndTellsWhereAFunctionReturnsARefusedPath() {
        List<RuleFailure> failures = new ArrayList<>();
        Personalization site = Personalization.builder()
                .onFailure(failures::add)
                .variation("/", profile -> "/home-" + profile.text("location"))
                .variation("/", "/never-reached")
                .build();
        Profile hostile = Profile.of(Map.of("location", "x/../../WEB-INF/web.xml"));
        assertNull(site.plan("/").variation(visitor(hostile)).path());
        assertNull(site.plan("/").decide(visitor(hostile)).variation());
        assertEquals(2, failures.size());
        assertEquals("variation(\"/\")", failures.get(0).rule());
        assertFalse(failures.toString().contains("etc"), "a trait's value must not slip into a log");
        assertFalse(failures.get(0).problem().contains("x/"), failures.get(0).problem());
        assertEquals(
                "/home-EU",
                site.plan("/")
                        .variation(visitor(Profile.of(Map.of("location", "EU"))))
                        .path());
    }

    @Test
    void saysWhyAQueryIsRefused() {
        RuleException refused = assertThrows(
                RuleException.class, () -> Personalization.builder().variation("/", "/home?x=1"));
        assertEquals(
                "variation(\"/\") serve: found \"/home?x=1\"; a path has no query (?): the query of the request is"
                        + " kept",
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "shop",
                "*",
                "/sh*p",
                "/shop*",
                "/shop/**",
                "//*",
                "/a//b",
                "/a/../b",
                "/a/./*",
                "/caf%C3%A9",
                "/a?b",
                "/a;b",
                "*.html",
                "/shop//*",
                "/WEB-INF/*",
                "/a\\b"
            })
    void refusesARouteThatIsNeitherPathNorPrefix(String route) {
        RuleException refused = assertThrows(
                RuleException.class, () -> Personalization.builder().variation(route, "/home"));
        assertTrue(refused.getMessage().contains("expected a path such as /cart, a prefix such as /shop/*"));
    }
}
