package dev.attune.it.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.RunningContainer;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** At each size from 1 to 64 KB, an app may change its mind for as long as it may without the filter. */
class SizesIT {
    private static final int STEP = 1000;
    private static final int MOST = 65_000;

    private static final List<String> WAYS =
            List.of("/sized/writer/", "/sized/writer-at-once/", "/sized/stream/", "/sized.jsp?");

    @EachContainer
    void anAppMayChangeItsMindAsLongAsWithoutTheFilter(Container container) throws IOException {
        List<String> differences = new ArrayList<>();
        // Tomcat keeps a buffer that was enlarged for the next request, whatever app gets that.
        try (RunningContainer without = RunningContainer.start(container, List.of());
                RunningContainer with = RunningContainer.start(container, List.of())) {
            Deployment bare = TestApp.BARE.newOn(without);
            Deployment filtered = TestApp.FILTERED.newOn(with);
            Map<String, String> expected = new LinkedHashMap<>();
            for (String url : urls(container)) {
                expected.put(url, seen(bare, url));
            }
            // One visitor after the other: the buffer for one could serve the other, too.
            for (String visitor : List.of("none", "anna")) {
                for (Map.Entry<String, String> page : expected.entrySet()) {
                    String found = seen(filtered, page.getKey(), visitor);
                    if (!page.getValue().equals(found)) {
                        differences.add(page.getKey() + " " + visitor + ": " + found + ", without the filter "
                                + page.getValue() + "\n");
                    }
                }
            }
        }
        assertEquals(List.of(), differences);
    }

    private static List<String> urls(Container container) {
        List<String> urls = new ArrayList<>();
        for (String way : WAYS) {
            for (LateChange change : LateChange.values()) {
                for (int size = STEP; size <= MOST && (container.hasJsp() || !way.contains("jsp")); size += STEP) {
                    urls.add(way + change + (way.endsWith("?") ? "&" : "/") + size);
                }
            }
        }
        return urls;
    }

    private static String seen(Deployment app, String url, String... visitor) throws IOException {
        Request request = Request.get(url);
        for (String name : visitor) {
            request = request.header("X-Visitor", name);
        }
        Response answer = app.send(request);
        String text = answer.text().replace("<script>/*anna*/</script>", "");
        // Of a page that failed half-way, the rest may come or not.
        boolean isCut = text.startsWith("<!DOCTYPE html><html><head></head>") && !url.contains("NONE");
        return answer.status() + " " + answer.header("Location") + " "
                + answer.headers("Set-Cookie").stream()
                        .map(cookie -> cookie.substring(0, cookie.indexOf('=')))
                        .toList()
                + (isCut
                        ? " cut"
                        : answer.status() >= 500
                                ? " error page"
                                : " " + text.length() + " characters, " + text.hashCode());
    }
}
