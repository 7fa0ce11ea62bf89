package dev.attune.jakarta.internal.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.testing.Fake;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewsTest {
    /** A letter and its accent as two characters are another file than both as one. */
    @ParameterizedTest
    @CsvSource({
        "/e\u0301,/e%CC%81",
        "/\u00e9,/%C3%A9",
        "/a b/c;d,/a%20b/c%3Bd",
        "/a%41,/a%2541",
        "/,/",
        "/shop/,/shop/",
        "/a?b#c,/a%3Fb%23c"
    })
    void leadsBackToTheVeryPathOfTheRequest(String path, String url) {
        HttpServletRequest request = Fake.of(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getContextPath" -> "/app";
            case "getQueryString" -> "x=1";
            default -> throw Fake.unexpected(HttpServletRequest.class, method);
        });
        assertEquals("/app" + url + "?x=1&attune-preview=end", Previews.endUrl(path, request));
    }
}
