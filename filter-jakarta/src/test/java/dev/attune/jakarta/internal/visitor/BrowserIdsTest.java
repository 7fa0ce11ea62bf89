package dev.attune.jakarta.internal.visitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.testing.Fake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The cookie that keeps a browser's id. */
class BrowserIdsTest {
    private static final UUID ID = UUID.fromString("8c9e6679-7425-40de-944b-e07fc1f90ae7");

    private final List<String> headers = new ArrayList<>();

    @Test
    void isSecureWhereTheRequestWasAndForThisHostOnlyUnlessADomainIsNamed() {
        String cookie = "Set-Cookie: attune_aid=" + ID + "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax";
        assertEquals(cookie, kept(null, false, ""));
        assertEquals(cookie + "; Secure", kept(null, true, ""));
        assertEquals(cookie + "; Domain=shop.example; Secure", kept("shop.example", true, ""));
    }

    @Test
    void isNotSetWhereTheBrowserHasItAlready() {
        assertEquals("", kept(null, true, "attune_aid=" + ID));
    }

    /** Returns the first header that is set, or an empty text. */
    private String kept(@Nullable String domain, boolean isSecure, String cookies) {
        headers.clear();
        BrowserIds ids = new BrowserIds("ajs_anonymous_id", domain, () -> ID);
        ids.keep(ids.next(), request(isSecure, cookies), response());
        return headers.isEmpty() ? "" : headers.get(0);
    }

    private static HttpServletRequest request(boolean isSecure, String cookies) {
        return Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "isSecure" -> isSecure;
            case "getHeaders" -> Collections.enumeration(List.of(cookies));
            default -> throw Fake.unexpected(HttpServletRequest.class, method);
        });
    }

    private HttpServletResponse response() {
        return Fake.of(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "isCommitted" -> false;
            case "getHeaders" -> List.of();
            case "addHeader" -> {
                headers.add(arguments[0] + ": " + arguments[1]);
                yield null;
            }
            default -> throw Fake.unexpected(HttpServletResponse.class, method);
        });
    }
}
