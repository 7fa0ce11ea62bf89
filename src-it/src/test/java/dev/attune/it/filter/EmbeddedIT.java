package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.RunningContainer;
import dev.attune.it.container.WebApp;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;

/**
 * The JAR's web fragment is not read, so that its listener cannot map the filter, which its user mapped on REQUEST only: the
 * filter maps itself when it starts.
 */
class EmbeddedIT {
    @EachContainer
    void anAppThatIsRegisteredInCodeLosesNothing(Container container) throws IOException {
        assumeTrue(container.isEmbeddable(), "runs nothing but WARs");
        assertNothingIsLost(container.running(), container.running()::embed);
    }

    @EachContainer
    void aWarWhoseFragmentsAreNotReadLosesNothing(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "registered in code anyway");
        assertNothingIsLost(
                container.running(),
                app -> container.running().deploy(app.webXmlAttributes("metadata-complete=\"true\"")));
    }

    private static void assertNothingIsLost(RunningContainer container, Function<WebApp, Deployment> deploy)
            throws IOException {
        long mark = container.logSize();
        try (Deployment site = deploy.apply(app())) {
            for (String path : new String[] {"/open-ended", "/forwards", "/varied"}) {
                String page = site.get(path).text();
                assertTrue(page.contains("window.attune") && page.endsWith(OpenEnded.END), path + ": " + page);
            }
            String log = container.logSince(mark);
            assertFalse(log.contains("does not let Attune map filter"), log);
        }
    }

    private static WebApp app() {
        return WebApp.create()
                .servlet(Forwarding.class, "/forwards", "/varied")
                .servlet(OpenEnded.class, "/open-ended")
                .filter(
                        "dev.attune.jakarta.PersonalizationFilter",
                        Map.of(
                                "variations", "[{\"route\": \"/varied\", \"serve\": \"/open-ended\"}]",
                                "clientTraits", "{\"name\": {\"trait\": \"name\"}}"))
                .attune();
    }

    public static final class Forwarding extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            request.getRequestDispatcher("/open-ended").forward(request, response);
        }
    }

    /** Ends in an incomplete tag, which is all that the filter ever holds. */
    public static final class OpenEnded extends HttpServlet {
        private static final long serialVersionUID = 1L;
        static final String END = "<b the=end";

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/html;charset=UTF-8");
            response.getWriter().write("<!DOCTYPE html><html><head></head><body><p>words</p>" + END);
        }
    }
}
