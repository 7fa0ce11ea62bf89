package dev.attune.jakarta.internal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.attune.jakarta.internal.FakeRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {
    @ParameterizedTest
    @CsvSource({
        "/,/",
        "/static.html,/static.html",
        "//static.html,/static.html",
        "/v//static.html,/v/static.html",
        "/v/../static.html,/static.html",
        "/v/./static.html,/v/static.html",
        "/v/.,/v/",
        "/v/..,/",
        "/v/w/../,/v/",
        "/v///,/v/",
        "/.well-known/x,/.well-known/x",
        "/a..b/...,/a..b/...",
        "/a;b/c%d,/a;b/c%d"
    })
    void isNormalizedAsBrowsersAndOtherContainersDo(String path, String expected) {
        assertEquals(expected, RequestPath.normalized(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../etc/passwd", "/v/../../x", "/v\\..\\x", "/a\u0000b", "/a\nb", "x"})
    void isNoneWhereItLeadsOutOrHidesSomething(String path) {
        assertNull(RequestPath.normalized(path));
    }

    @Test
    void isServletPathAndPathInfoTogether() {
        assertEquals("/app/x", RequestPath.of(FakeRequest.withPath("/shop/app/x", "/app", "/x")));
        assertEquals("/x.html", RequestPath.of(FakeRequest.withPath("/shop/x.html", "", "/x.html")));
        assertEquals("/x.html", RequestPath.of(FakeRequest.withPath("/shop/x.html;jsessionid=1", "/x.html", "")));
    }

    @Test
    void isTheDirectoryWhereTheContainerShowsItsWelcomeFile() {
        assertEquals("/", RequestPath.of(FakeRequest.withPath("/shop/", "/index.html", "")));
        assertEquals("/", RequestPath.of(FakeRequest.withPath("/shop/;jsessionid=1", "/index.html", "")));
        assertEquals("/en/", RequestPath.of(FakeRequest.withPath("/shop/en/", "/en/index.jsp", "")));
        assertEquals("/", RequestPath.of(FakeRequest.withPath("/shop/", "", "/")));
    }

    @Test
    void isTheRootForTheContextItself() {
        assertEquals("/", RequestPath.of(FakeRequest.withPath("/shop", "", "")));
        assertEquals("/", RequestPath.of(FakeRequest.withPath("", "", "")));
    }

    @Test
    void aUrlPathIsReadAsTheContainerWouldReadIt() {
        assertEquals("/caf\u00e9", RequestPath.ofUrl("/caf%C3%A9"));
        assertEquals("/caf\u00e9+", RequestPath.ofUrl("/caf\u00e9+?q=%zz#x"));
        assertEquals("/b", RequestPath.ofUrl("//a/..;x=1/./b;jsessionid=2"));
        for (String none : new String[] {"", "a", "?q", "/%", "/%zz", "/../a", "/a%5cb", "/a%00", "/a%2fb", "/a%2Fb"}) {
            assertNull(RequestPath.ofUrl(none), none);
        }
    }

    @Test
    void aUrlPathIsReadInsideItsWebApp() {
        assertEquals("/", RequestPath.ofUrl("/my%20shop", "/my%20shop"));
        assertEquals("/cart", RequestPath.ofUrl("/my%20shop/cart", "/my%20shop"));
        assertEquals("/cart", RequestPath.ofUrl("/my%20shop/cart", "/my shop"));
        assertEquals("/cart", RequestPath.ofUrl("/cart", ""));
        for (String none : new String[] {"/", "/cart", "/shopping", "/shop/..", "/shop/../cart", "/a/shop/cart"}) {
            assertNull(RequestPath.ofUrl(none, "/shop"), none);
        }
    }
}
