package dev.attune.jakarta.internal.response;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes that the page's end lets go, where the app writes without blocking. */
class WriteListenerWrapperTest {
    private static final String PAGE = "<html><head></head><body>words";
    private static final String GREETED = PAGE.replace("<head>", "<head>" + FakeContainer.GREETING);
    private static final String OPEN = "<b";

    private final FakeContainer container = new FakeContainer();
    private final List<String> heard = new ArrayList<>();
    private boolean thrown;

    @Test
    void theLastBytesWaitUntilTheContainerIsReadyForThem() throws Exception {
        serve(false);
        container.listener().onWritePossible();
        assertEquals(GREETED, container.sent());
        assertEquals(0, container.completions(), "complete() would cut them off");
        container.ready(true);
        container.listener().onWritePossible();
        assertEquals(GREETED + OPEN, container.sent());
        assertEquals(1, container.completions());
        assertEquals(List.of("write"), heard, "the app was done");
    }

    @Test
    void whereTheContainerIsReadyTheyLeaveAtOnce() throws Exception {
        serve(true);
        container.listener().onWritePossible();
        assertEquals(GREETED + OPEN, container.sent());
        assertEquals(1, container.completions());
    }

    @Test
    void aVisitorWhoGoesAwayBeforeThemEndsTheRequestOnce() throws Exception {
        serve(false);
        container.listener().onWritePossible();
        container.listener().onError(new IOException("gone"));
        container.listener().onError(new IOException("gone"));
        assertEquals(GREETED, container.sent());
        assertEquals(1, container.completions());
        assertEquals(List.of("write", "error"), heard, "the second time nothing of Attune's is left");
    }

    @Test
    void whatAListenerThrowsComesThroughAndNothingIsWritten() throws Exception {
        thrown = true;
        serve(true);
        assertThrows(IOException.class, () -> container.listener().onWritePossible());
        assertEquals(GREETED, container.sent());
        assertTrue(heard.isEmpty());
        container.listener().onError(new IOException("on purpose"));
        assertEquals(List.of("error"), heard);
    }

    private void serve(boolean readyAtTheEnd) throws Exception {
        container.serve((request, response) -> {
            AsyncContext async = request.startAsync();
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new WriteListener() {
                @Override
                public void onWritePossible() throws IOException {
                    out.write((PAGE + OPEN).getBytes(StandardCharsets.UTF_8));
                    if (thrown) {
                        throw new IOException("on purpose");
                    }
                    heard.add("write");
                    container.ready(readyAtTheEnd);
                    async.complete();
                }

                @Override
                public void onError(Throwable error) {
                    heard.add("error");
                }
            });
        });
    }
}
