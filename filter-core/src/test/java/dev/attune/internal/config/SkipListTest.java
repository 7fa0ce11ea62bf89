package dev.attune.internal.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkipListTest {
    @ParameterizedTest
    @ValueSource(strings = {"/img/logo.png", "/a.JPG", "/fonts/x.woff2", "/app.min.js", "/site.css", "/film.mp4"})
    void skipsWhatIsNoPageByDefault(String path) {
        assertTrue(SkipList.parse("default").contains(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/cart", "/v1.js/page", "/a.jsp", "/report.json", "/png", "/x."})
    void skipsNoPageByDefault(String path) {
        assertFalse(SkipList.parse("default").contains(path));
    }

    @Test
    void replacesTheDefaultUnlessItIsNamed() {
        SkipList list = SkipList.parse("/api/*, /health, *.rss");
        assertTrue(list.contains("/api/v1/cart"));
        assertTrue(list.contains("/api/"));
        assertTrue(list.contains("/health"));
        assertTrue(list.contains("/news.rss"));
        assertFalse(list.contains("/apis"));
        assertFalse(list.contains("/health/x"));
        assertFalse(list.contains("/logo.png"));
        assertTrue(SkipList.parse("/api/*,default").contains("/logo.png"));
    }

    @Test
    void skipsEverythingWhereAskedTo() {
        assertTrue(SkipList.parse("/*").contains("/"));
    }
}
