package dev.attune.jakarta.internal.visitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.attune.jakarta.internal.FakeRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnCookieTest {
    private final OwnCookie cookie = new OwnCookie("attune-preview", "/shop", "Lax");

    @Test
    void aNameInsideAnotherCookiesValueIsNoCookie() {
        for (String header : List.of(
                "note=a attune-preview=token",
                "note=\"attune-preview=token\"",
                "my-attune-preview=token",
                "attune-preview2=token",
                "note=attune-preview=token; x attune-preview=token")) {
            assertEquals(List.of(), cookie.values(FakeRequest.withCookies(header)), header);
        }
    }

    @Test
    void allCookiesOfTheNameAreRead() {
        assertEquals(
                List.of("a", "b=", "c"),
                cookie.values(FakeRequest.withCookies(
                        "x=1;attune-preview=a; attune-preview = no", "attune-preview=b=; \tattune-preview= c ")));
    }

    @Test
    void theFirstValueThatCountsIsTaken() {
        var request = FakeRequest.withCookies("attune-preview=old; attune-preview=new");
        assertEquals("NEW", cookie.<String>first(request, value -> value.equals("new") ? "NEW" : null));
        assertNull(cookie.<String>first(request, value -> null));
    }
}
