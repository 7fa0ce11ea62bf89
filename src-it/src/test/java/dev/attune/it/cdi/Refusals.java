package dev.attune.it.cdi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.DeploymentFailed;
import dev.attune.it.container.WebApp;
import java.io.IOException;

/** Apps that must not start. Some containers fail their deployment, others log why and serve nothing of them. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(Container container, WebApp app, String message) {
        long mark = container.running().logSize();
        String failure = "";
        try (Deployment site = container.running().deploy(app.file("page.html", "<p>served</p>"))) {
            boolean served = site.get("/page.html").status() == 200;
            // GlassFish and Payara may log that a filter did not start, and serve the app without it.
            assertTrue(!served || container == Container.GLASSFISH || container == Container.PAYARA, "the app runs");
        } catch (DeploymentFailed | IOException e) {
            failure = e.toString();
        }
        String told = failure + container.running().logSince(mark);
        assertTrue(told.contains(message), told);
    }
}
