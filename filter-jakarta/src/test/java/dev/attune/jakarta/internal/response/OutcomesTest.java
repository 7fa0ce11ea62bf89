package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.internal.text.Label;
import dev.attune.testing.RecordedLog;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesTest {
    private final Map<Outcome, App> apps = new EnumMap<>(Outcome.class);

    OutcomesTest() {
        apps.put(Outcome.REWRITTEN, OutcomesTest::write);
        apps.put(Outcome.NOT_HTML, response -> {
            response.setContentType("application/json");
            write(response);
        });
        apps.put(Outcome.NO_CONTENT_TYPE, response -> {
            response.setContentType(null);
            write(response);
        });
        apps.put(Outcome.STATUS, response -> {
            response.setStatus(206);
            write(response);
        });
        apps.put(Outcome.ENCODED, response -> {
            response.setHeader("Content-Encoding", "br");
            write(response);
        });
        apps.put(Outcome.ATTACHMENT, response -> {
            response.setHeader("Content-Disposition", "attachment");
            write(response);
        });
        apps.put(Outcome.NO_TRANSFORM, response -> {
            response.setHeader("Cache-Control", "public, no-transform");
            write(response);
        });
        apps.put(Outcome.UNKNOWN_CHARSET, response -> {
            response.setContentType("text/html;charset=UTF-32");
            write(response);
        });
        apps.put(Outcome.EMPTY, response -> {});
        apps.put(Outcome.ERROR, response -> response.sendError(404));
        apps.put(Outcome.REDIRECT, response -> response.sendRedirect("elsewhere"));
    }

    @Test
    void eachResponseIsCountedOnceAndItsReasonIsInTheDebugLog() throws Exception {
        for (Map.Entry<Outcome, App> app : apps.entrySet()) {
            FakeContainer container = new FakeContainer();
            List<String> logged = logged(() ->
                    container.serve((request, response) -> app.getValue().answer((HttpServletResponse) response)));
            assertCounted(app.getKey(), container);
            assertEquals(List.of("Attune: GET /page: " + Label.of(app.getKey())), logged);
        }
    }

    @Test
    void soIsWhatReachesTheAppAsItIs() throws Exception {
        FakeContainer committed = new FakeContainer();
        committed.commit();
        assertEquals(
                List.of("Attune: GET /page: committed"),
                logged(() -> committed.serve((request, response) -> write((HttpServletResponse) response))));
        assertCounted(Outcome.COMMITTED, committed);
        FakeContainer upgraded = new FakeContainer();
        upgraded.askForWebSocket();
        assertEquals(
                List.of("Attune: GET /page: upgrade"),
                logged(() -> upgraded.serve((request, response) -> write((HttpServletResponse) response))));
        assertCounted(Outcome.UPGRADE, upgraded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upgrade", "Connection", "Sec-WebSocket-Key"})
    void aHandshakeThatLacksAPartIsAnOrdinaryRequest(String missing) throws Exception {
        FakeContainer container = new FakeContainer();
        container.askForWebSocket();
        container.ask(missing, "");
        container.serve((request, response) -> write((HttpServletResponse) response));
        assertCounted(Outcome.REWRITTEN, container);
        assertEquals("private, no-cache", container.header("Cache-Control"));
    }

    @Test
    void aPageThatBeginsWhereTheContainerTakesNoHeadersIsNotPersonalized() throws Exception {
        FakeContainer container = new FakeContainer();
        container.serve((request, response) -> {
            container.turnDeaf();
            write((HttpServletResponse) response);
        });
        assertCounted(Outcome.INCLUDED, container);
        assertEquals("<html><head></head>words", container.sent());
    }

    private static void assertCounted(Outcome expected, FakeContainer container) {
        for (Outcome outcome : Outcome.values()) {
            assertEquals(outcome == expected ? 1 : 0, container.outcomes.of(outcome), expected + ": " + outcome);
        }
    }

    private static List<String> logged(Serving serving) throws Exception {
        try (RecordedLog log = RecordedLog.ofAll(PageExchange.class)) {
            serving.run();
            return log.lines();
        }
    }

    private static void write(HttpServletResponse response) throws IOException {
        response.getOutputStream().print("<html><head></head>words");
    }

    private interface App {
        void answer(HttpServletResponse response) throws IOException;
    }

    private interface Serving {
        void run() throws Exception;
    }
}
