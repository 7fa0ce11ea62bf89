package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.attune.html.HtmlRewriter;
import dev.attune.testing.Fake;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachePolicyTest {
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    @ParameterizedTest
    @CsvSource({
        "X-Accel-Expires,60,0",
        "x-accel-expires,@15h30m,0",
        "X-Varnish-TTL,60,0",
        "Edge-Control,max-age=60,no-store",
        "Akamai-Edge-Control,max-age=60,no-store",
        "Surrogate-Control,max-age=60,no-store",
        "CDN-Cache-Control,max-age=60,no-store",
        "Cloudflare-CDN-Cache-Control,max-age=60,no-store",
        "Vercel-CDN-Cache-Control,max-age=60,no-store",
        "Netlify-CDN-Cache-Control,max-age=60,no-store",
        "Akamai-Cache-Control,max-age=60,no-store",
        "Fastly-Cache-Control,max-age=60,no-store",
        "Azure-CDN-Cache-Control,max-age=60,no-store",
        "A-Cache-To-Come-Cache-Control,max-age=60,no-store",
        "X-LiteSpeed-Cache-Control,max-age=60,no-cache"
    })
    void overridesWhatTheAppTellsOneCacheBesideTheOthers(String name, String said, String sent) {
        headers.put(name, said);
        CachePolicy.apply(response(), PLAN);
        assertEquals(sent, headers.get(name));
        assertEquals("private, no-cache", headers.get("Cache-Control"));
        assertEquals("Cookie", headers.get("Vary"));
    }

    @Test
    void addsNoFieldForACacheThatTheAppDoesNotName() {
        headers.put("X-DNS-Prefetch-Control", "off");
        headers.put("Access-Control-Max-Age", "60");
        CachePolicy.apply(response(), PLAN);
        assertNull(headers.get("X-Accel-Expires"));
        assertEquals("off", headers.get("X-DNS-Prefetch-Control"));
        assertEquals("60", headers.get("Access-Control-Max-Age"));
    }

    @Test
    void keepsAHandshakeThatIsAnsweredWithAPageOutOfSharedCaches() {
        HandshakeResponse response = new HandshakeResponse(response(), PLAN);
        response.setHeader("Cache-Control", "public, max-age=60");
        response.addHeader("X-Accel-Expires", "60");
        assertEquals("private, no-cache", headers.get("Cache-Control"));
        assertEquals("0", headers.get("X-Accel-Expires"));
        assertEquals("Cookie", headers.get("Vary"));
    }

    private static final PagePlan PLAN = new PagePlan() {
        @Override
        public @Nullable HtmlRewriter rewriter(PageHead head) {
            return null;
        }

        @Override
        public String fingerprint() {
            return "";
        }
    };

    private HttpServletResponse response() {
        return Fake.of(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "isCommitted" -> false;
            case "getHeaderNames" -> headers.keySet();
            case "containsHeader" -> headers.containsKey(arguments[0]);
            case "getHeader" -> headers.get(arguments[0]);
            case "getHeaders" -> headers.containsKey(arguments[0]) ? List.of(headers.get(arguments[0])) : List.of();
            case "setHeader", "addHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            default -> throw Fake.unexpected(HttpServletResponse.class, method);
        });
    }
}
