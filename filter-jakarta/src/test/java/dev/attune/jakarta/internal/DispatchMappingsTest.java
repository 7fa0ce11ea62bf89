package dev.attune.jakarta.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.testing.Fake;
import dev.attune.testing.RecordedLog;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatchMappingsTest {
    private final List<Object> mapped = new ArrayList<>();

    @Test
    void mapsTheFilterOnceOnAllThatItMustSee() {
        ServletContext context = context(false);
        DispatchMappings.ensure("attune", context);
        DispatchMappings.ensure("attune", context);
        assertEquals(List.of(EnumSet.of(DispatcherType.FORWARD, DispatcherType.ASYNC, DispatcherType.ERROR)), mapped);
    }

    @Test
    void saysExactlyWhatToAddWhereTheContainerRefuses() {
        List<String> logged;
        try (RecordedLog log = RecordedLog.of(DispatchMappings.class)) {
            DispatchMappings.ensure("attune", context(true));
            logged = log.lines();
        }
        assertEquals(1, logged.size());
        assertTrue(logged.get(0).contains("\"attune\""), logged.get(0));
        assertTrue(logged.get(0).contains("<dispatcher>FORWARD</dispatcher>"), logged.get(0));
        assertTrue(logged.get(0).contains("EnumSet.of(REQUEST, FORWARD, ASYNC, ERROR)"), logged.get(0));
    }

    @Test
    void letsAFilterThatDoesNotSayTakePartInAsynchronousRequests() {
        List<Object> supports = new ArrayList<>();
        FilterRegistration.Dynamic registration = Fake.of(FilterRegistration.Dynamic.class, (method, arguments) -> {
            if (method.equals("setAsyncSupported")) {
                supports.add(arguments[0]);
            }
            return method.equals("getName") ? "attune" : mappings(method, "/*");
        });
        DispatchMappings.ensure("attune", context(registration));
        assertEquals(List.of(true), supports);
    }

    @Test
    void aFilterThatIsMappedOnTheRootOnlyIsNamed() {
        List<String> logged = new ArrayList<>();
        for (String[] patterns : new String[][] {{"/"}, {""}, {"/", "/*"}, {"/shop/*"}, {}}) {
            FilterRegistration registration = Fake.of(
                    FilterRegistration.class,
                    (method, arguments) -> method.equals("getName") ? "attune" : mappings(method, patterns));
            try (RecordedLog log = RecordedLog.of(DispatchMappings.class)) {
                DispatchMappings.ensure("attune", context(registration));
                logged.addAll(log.lines());
            }
        }
        assertEquals(2, logged.size(), logged::toString);
        assertTrue(logged.get(0).contains("map it on \"/*\""), logged.get(0));
    }

    private static @Nullable Object mappings(String method, String... patterns) {
        return switch (method) {
            case "getUrlPatternMappings" -> List.of(patterns);
            case "getServletNameMappings" -> List.of();
            default -> null;
        };
    }

    private ServletContext context(boolean refuses) {
        FilterRegistration registration = Fake.of(FilterRegistration.class, (method, arguments) -> {
            if (method.equals("getName")) {
                return "attune";
            }
            if (method.endsWith("Mappings")) {
                return mappings(method, "/*");
            }
            if (refuses) {
                throw new IllegalStateException("the context has started");
            }
            mapped.add(arguments[0]);
            return null;
        });
        return context(registration);
    }

    private static ServletContext context(FilterRegistration registration) {
        Map<String, Object> attributes = new HashMap<>();
        return Fake.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getFilterRegistration" -> registration;
            case "getAttribute" -> attributes.get(arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            default -> throw new UnsupportedOperationException(method);
        });
    }
}
