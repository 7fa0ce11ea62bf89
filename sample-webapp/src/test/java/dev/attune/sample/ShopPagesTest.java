package dev.attune.sample;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop is a sound site: everything that can be reached from its home page by a stranger. */
class ShopPagesTest {
    private static final Pattern ADDRESS = Pattern.compile("\\b[a-z]+://[^\\s\"'<>)]+|[\"'(]//|url\\((?!#)|@import");
    private static final String SVG = "http://www.w3.org/2000/svg";

    private static RunningShop shop;
    private static final Map<String, HttpResponse<String>> found = new TreeMap<>();

    @BeforeAll
    static void visitEverything(@TempDir Path work) throws Exception {
        shop = RunningShop.start(work);
        Deque<String> toVisit = new ArrayDeque<>(List.of("/"));
        while (!toVisit.isEmpty()) {
            String path = toVisit.pop();
            if (found.containsKey(path)) {
                continue;
            }
            HttpResponse<String> answer = shop.get(path, "");
            found.put(path, answer);
            if (isPage(answer)) {
                for (Element element : parse(answer).select("[href], [src]")) {
                    URI target = URI.create(element.absUrl(element.hasAttr("href") ? "href" : "src"));
                    if (target.getAuthority().equals(shop.url().getAuthority())) {
                        toVisit.add(target.getPath());
                    }
                }
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        shop.close();
    }

    @Test
    void everythingThatIsLinkedIsThere() {
        found.forEach((path, answer) -> assertEquals(200, answer.statusCode(), path));
        assertTrue(found.keySet().containsAll(Set.of("/homepage-eu", "/homepage-us", "/matcha", "/assets/shop.css")));
    }

    @Test
    void linksIntoAPageHaveATarget() {
        for (HttpResponse<String> answer : pages()) {
            for (Element link : parse(answer).select("a[href*=#]")) {
                URI target = URI.create(link.absUrl("href"));
                Document page = parse(requireNonNull(found.get(target.getPath())));
                assertNotNull(page.getElementById(target.getFragment()), target.toString());
            }
        }
    }

    @Test
    void pagesAreWellFormed() {
        for (HttpResponse<String> answer : pages()) {
            Parser parser = Parser.htmlParser().setTrackErrors(10);
            Document page = Jsoup.parse(answer.body(), answer.uri().toString(), parser);
            assertEquals(List.of(), parser.getErrors(), answer.uri().toString());
            List<String> ids = page.select("[id]").eachAttr("id");
            assertEquals(ids.size(), new HashSet<>(ids).size(), "an id comes twice in " + answer.uri());
        }
    }

    @Test
    void pagesCanBeReadByEverybody() {
        for (HttpResponse<String> answer : pages()) {
            Document page = parse(answer);
            String where = answer.uri().toString();
            assertEquals("en", page.select("html").attr("lang"), where);
            assertEquals(1, page.select("h1").size(), where);
            assertEquals(1, page.select("main").size(), where);
            assertTrue(
                    page.select("img:not([alt]), img:not([width]), img:not([height])")
                            .isEmpty(),
                    where);
            for (Element labelled : page.select("[aria-labelledby]")) {
                assertNotNull(page.getElementById(labelled.attr("aria-labelledby")), where);
            }
        }
    }

    /** Only the bar of the demo leads elsewhere: to the stand-in. The snippet takes its addresses from the page's own. */
    @Test
    void nothingIsAskedOfAnotherHost() {
        found.forEach((path, answer) -> {
            String content = answer.body();
            if (isPage(answer)) {
                Document page = parse(answer);
                page.select(".demo-bar, script[data-key]").remove();
                content = page.outerHtml();
            }
            Matcher address = ADDRESS.matcher(content);
            while (address.find()) {
                assertEquals(SVG, address.group(), path);
            }
        });
    }

    private static List<HttpResponse<String>> pages() {
        return found.values().stream().filter(ShopPagesTest::isPage).toList();
    }

    private static boolean isPage(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html");
    }

    private static Document parse(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body(), answer.uri().toString());
    }
}
