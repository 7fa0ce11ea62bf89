package dev.attune.it.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.cdi.frozen.ByHolder;
import dev.attune.it.cdi.frozen.ByProducer;
import dev.attune.it.cdi.frozen.Holder;
import dev.attune.it.cdi.frozen.HolderInServlet;
import dev.attune.it.cdi.frozen.InApplication;
import dev.attune.it.cdi.frozen.InServlet;
import dev.attune.it.cdi.frozen.InSession;
import dev.attune.it.cdi.frozen.TypedInApplication;
import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code @Inject Profile} and {@code @Inject Decision}: each visitor's own, on every thread, and never kept. */
class InjectionIT {
    @EachContainer
    void eachRequestGetsItsOwnVisitor(Container container) throws Exception {
        assumeTrue(container.isWarContainer(), "no CDI");
        try (ProfilesServer profiles = profiles();
                Deployment site = container.running().deploy(app(container, profiles))) {
            assertEquals("Anna goes to null", seen(site, "/beans/request", "anna"));
            assertEquals("Person[name=Anna, visits=0]", seen(site, "/beans/typed", "anna"));
            assertEquals("Person[name=null, visits=0]", seen(site, "/beans/typed", "stranger"));
            assertEquals("Anna=Anna", seen(site, "/beans/shared", "anna"));
            assertEquals("Bert=Bert", seen(site, "/beans/shared", "bert"));
            assertEquals("=", seen(site, "/beans/shared", "stranger"));
            ExecutorService visitors = Executors.newFixedThreadPool(8);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                String visitor = i % 2 == 0 ? "anna" : "bert";
                String path = i % 4 < 2 || !container.hasBeansInStartedTasks() ? "/beans/shared" : "/beans/started";
                answers.add(visitors.submit(() -> visitor + " sees " + seen(site, path, visitor)));
            }
            for (Future<String> answer : answers) {
                String text = answer.get();
                assertTrue(text.equals("anna sees Anna=Anna") || text.equals("bert sees Bert=Bert"), text);
            }
            visitors.shutdown();
        }
    }

    @EachContainer
    void isRightOnOtherThreadsOrSaysWhatToDo(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no CDI");
        try (ProfilesServer profiles = profiles();
                Deployment site = container.running().deploy(app(container, profiles))) {
            if (container.hasBeansInStartedTasks()) {
                assertEquals("Anna=Anna", seen(site, "/beans/started", "anna"));
            }
            assertEquals("Anna=Anna", seen(site, "/beans/dispatched", "anna"));
            String own = seen(site, "/beans/own-thread", "anna");
            assertTrue(own.startsWith("Anna|IllegalStateException: Attune: this thread serves no visitor."), own);
        }
    }

    @EachContainer
    void whereTheFilterPassesOverEverybodyIsUnknown(Container container) throws IOException {
        assumeTrue(container.isWarContainer(), "no CDI");
        try (ProfilesServer profiles = profiles();
                Deployment site = container.running().deploy(app(container, profiles))) {
            assertEquals("=", seen(site, "/logo.svg", "anna"));
        }
    }

    @EachContainer
    void aBeanThatOutlivesTheRequestIsRefused(Container container) {
        assumeTrue(container.isWarContainer(), "no CDI");
        refused(
                container,
                "InApplication must not hold one visitor's Profile (InApplication.profile): it is @ApplicationScoped",
                InApplication.class);
        refused(
                container,
                "TypedInApplication must not hold one visitor's Person (TypedInApplication.person)",
                TypedInApplication.class,
                TypedBean.class);
        refused(container, "InSession must not hold one visitor's Decision", InSession.class);
        refused(
                container,
                "ByHolder must not hold one visitor's Profile (ByHolder.holder)",
                ByHolder.class,
                Holder.class);
        refused(container, "ByProducer must not hold one visitor's Profile (ByProducer.name)", ByProducer.class);
    }

    @EachContainer
    void aServletIsRefused(Container container) {
        assumeTrue(container.isWarContainer(), "no CDI");
        for (Class<?> servlet : List.of(InServlet.class, HolderInServlet.class)) {
            WebApp app = WebApp.create()
                    .cdi(container)
                    .classes(servlet, Holder.class)
                    .webXml("<servlet><servlet-name>s</servlet-name><servlet-class>" + servlet.getName()
                            + "</servlet-class></servlet>")
                    .file("WEB-INF/attune.json", "{}")
                    .attune();
            Refusals.assertRefused(container, app, servlet.getSimpleName() + " must not hold one visitor's Profile");
        }
    }

    private static void refused(Container container, String message, Class<?>... beans) {
        Refusals.assertRefused(
                container,
                WebApp.create()
                        .cdi(container)
                        .classes(beans)
                        .file("WEB-INF/attune.json", "{}")
                        .attune(),
                message);
    }

    private static ProfilesServer profiles() throws IOException {
        return new ProfilesServer()
                .visitor("user_id:anna", "{\"first_name\": \"Anna\"}")
                .visitor("user_id:bert", "{\"first_name\": \"Bert\"}");
    }

    private static WebApp app(Container container, ProfilesServer profiles) {
        return CdiSite.app(container, profiles, Map.of()).attune();
    }

    static String seen(Deployment site, String path, String visitor) throws IOException {
        String page = site.send(Request.get(path).header("Cookie", "ajs_user_id=" + visitor))
                .text();
        int start = page.indexOf("<p id='seen'>");
        assertTrue(start >= 0, page);
        return page.substring(start + 13, page.indexOf("</p>", start));
    }
}
