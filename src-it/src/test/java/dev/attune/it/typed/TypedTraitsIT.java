package dev.attune.it.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.DeploymentFailed;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One record and one bean get the same of each odd value, whichever container and whichever JSON-B there is. */
class TypedTraitsIT {
    private static final Path JAR = Path.of("target", "drop-in", "attune-filter-jakarta-all.jar");
    private static final List<String> PROVIDERS = List.of("yasson", "johnzon");
    private static final List<String> NO_PROVIDERS = List.of("api", "none");
    private static final String NOTHING = "null|null|0|false|0.0|null|[]";

    /** From a value that all traits of a visitor have to what the app sees of them. */
    private static final Map<String, String> ODD = odd();

    private static Map<String, String> odd() {
        Map<String, String> odd = new LinkedHashMap<>();
        odd.put("null", NOTHING);
        odd.put("true", "true|null|0|true|0.0|null|[]");
        odd.put("false", "false|null|0|false|0.0|null|[]");
        odd.put("\"true\"", "true|null|0|true|0.0|null|[]");
        odd.put("\"TRUE\"", "TRUE|null|0|false|0.0|null|[]");
        odd.put("0", "0|null|0|false|0.0|null|[]");
        odd.put("1", "1|null|1|false|1.0|null|[]");
        odd.put("3.0", "3|null|3|false|3.0|null|[]");
        odd.put("3.7", "3.7|null|0|false|3.7|null|[]");
        odd.put("-2147483648", "-2147483648|null|-2147483648|false|-2.147483648E9|null|[]");
        odd.put("2147483648", "2147483648|null|0|false|2.147483648E9|null|[]");
        odd.put("1e300", "1e+300|null|0|false|1.0E300|null|[]");
        odd.put("123456789012345678901", "123456789012345678901|null|0|false|1.2345678901234568E20|null|[]");
        odd.put("\"\"", "|null|0|false|0.0|null|[]");
        odd.put("\" \"", " |null|0|false|0.0|null|[]");
        odd.put("\"3\"", "3|null|3|false|3.0|null|[]");
        odd.put("\"3.7\"", "3.7|null|0|false|3.7|null|[]");
        odd.put("\"03\"", "03|null|0|false|0.0|null|[]");
        odd.put("\"three\"", "three|null|0|false|0.0|null|[]");
        odd.put("\"1e400\"", "1e400|null|0|false|0.0|null|[]");
        odd.put("\"PRO\"", "PRO|PRO|0|false|0.0|null|[]");
        odd.put("\"pro\"", "pro|PRO|0|false|0.0|null|[]");
        odd.put("\"gold\"", "gold|null|0|false|0.0|null|[]");
        odd.put("\"2020-01-02\"", "2020-01-02|null|0|false|0.0|2020-01-02|[]");
        odd.put("\"2020-01-02T03:04:05.678Z\"", "2020-01-02T03:04:05.678Z|null|0|false|0.0|2020-01-02|[]");
        odd.put("\"2020-13-02\"", "2020-13-02|null|0|false|0.0|null|[]");
        odd.put("[]", NOTHING);
        odd.put("[\"a\", \"b\"]", "null|null|0|false|0.0|null|[a, b]");
        odd.put("[\"a\", 1, null, {}, [\"b\"]]", "null|null|0|false|0.0|null|[a, 1]");
        odd.put("{}", NOTHING);
        odd.put("{\"value\": 3}", NOTHING);
        odd.put("\"\\ud83d\\ude00\"", "\uD83D\uDE00|null|0|false|0.0|null|[]");
        return odd;
    }

    @EachContainer
    void typedTraits(Container container) throws IOException {
        try (ProfilesServer profiles = profiles()) {
            for (String provider :
                    Stream.concat(PROVIDERS.stream(), NO_PROVIDERS.stream()).toList()) {
                try (Deployment site = container.running().deploy(app(provider, profiles, RecordFilter.class))) {
                    checkAll(site, "/record", provider);
                    if (PROVIDERS.contains(provider)) {
                        checkAll(site, "/bean", provider);
                    }
                }
            }
        }
    }

    @EachContainer
    void theBrowserGetsTheFunctionsRecordAsAScriptMayHoldIt(Container container) throws IOException {
        try (ProfilesServer profiles = profiles();
                Deployment site = container.running().deploy(app("none", profiles, RecordFilter.class))) {
            String page = page(site, "/record", 15);
            assertTrue(page.contains("{\"isRegular\":true,\"greeting\":\"\\u003c/script\\u003e3\"}"), page);
        }
    }

    @EachContainer
    void aBeanWithoutJsonBStopsTheDeploymentWithOneSentence(Container container) throws IOException {
        try (ProfilesServer profiles = profiles()) {
            for (String provider : NO_PROVIDERS) {
                long mark = container.running().logSize();
                String failure = "";
                try (Deployment site = container.running().deploy(app(provider, profiles, BeanFilter.class))) {
                    assertTrue(site.get("/record").status() != 200, "the app runs");
                } catch (DeploymentFailed | IOException e) {
                    failure = e.toString();
                }
                String told = failure + container.running().logSince(mark);
                assertTrue(
                        told.contains("traits(ShopBean): dev.attune.it.typed.ShopBean is no record, and this app has no"
                                + " JSON-B"),
                        told);
                assertTrue(told.contains("make it a record, or add org.eclipse:yasson to the app"), told);
            }
        }
    }

    @EachContainer
    void theBrowserGetsTheFunctionsBeanAsAScriptMayHoldIt(Container container) throws IOException {
        try (ProfilesServer profiles = profiles()) {
            for (String provider : PROVIDERS) {
                try (Deployment site = container.running().deploy(app(provider, profiles, BeanFilter.class))) {
                    String page = page(site, "/bean", 15);
                    String seen = new ArrayList<>(ODD.values()).get(15);
                    assertTrue(page.contains("{\"text\":\"\\u003c/script\\u003e" + seen + "\"}"), page);
                }
            }
        }
    }

    private static void checkAll(Deployment site, String path, String provider) throws IOException {
        Map<String, String> seen = new LinkedHashMap<>();
        int visitor = 0;
        for (String value : ODD.keySet()) {
            String page = page(site, path, visitor++);
            int start = page.indexOf("<p id='seen'>");
            seen.put(value, start < 0 ? page : page.substring(start + 13, page.indexOf("</p>", start)));
        }
        assertEquals(ODD, seen, () -> path + " with " + provider);
    }

    private static String page(Deployment site, String path, int visitor) throws IOException {
        Response answer = site.send(Request.get(path).header("Cookie", "ajs_user_id=v" + visitor));
        return answer.text();
    }

    private static ProfilesServer profiles() {
        ProfilesServer profiles = new ProfilesServer();
        int visitor = 0;
        for (String value : ODD.keySet()) {
            StringBuilder traits = new StringBuilder();
            for (String name : List.of("First Name", "plan", "order_count", "vip", "score", "member_since", "tags")) {
                traits.append(traits.isEmpty() ? "{\"" : ", \"")
                        .append(name)
                        .append("\": ")
                        .append(value);
            }
            profiles.visitor("user_id:v" + visitor++, traits + "}");
        }
        return profiles;
    }

    private static WebApp app(String provider, ProfilesServer profiles, Class<?> filter) throws IOException {
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.put("profileBudget", "10s");
        WebApp app = WebApp.create()
                .classes(ShopTraits.class, ShopBean.class, Plan.class, filter)
                .servlet(TypedPages.class, "/record", "/bean")
                .filter(filter.getName(), parameters)
                .library(JAR);
        Path libraries = Path.of("target", "json-b", provider);
        if (Files.isDirectory(libraries)) {
            try (Stream<Path> jars = Files.list(libraries)) {
                jars.forEach(app::library);
            }
        }
        return app;
    }
}
