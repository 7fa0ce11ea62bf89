package dev.attune.it.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.EachContainer;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.Request;
import java.io.IOException;
import java.util.Map;

/** A profile in Jakarta REST, which is RESTEasy on one server and Jersey or another on the next. */
class RestIT {
    @EachContainer
    void aResourceKnowsItsVisitor(Container container) throws IOException {
        assumeTrue(container.hasCdi(), "no Jakarta REST");
        try (ProfilesServer profiles = new ProfilesServer()
                .visitor("user_id:anna", "{\"first_name\": \"Anna\"}")
                .visitor("user_id:bert", "{\"first_name\": \"Bert\"}")) {
            WebApp app = CdiSite.app(container, profiles, Map.of())
                    .classes(RestApplication.class, PersonResource.class)
                    .attune();
            try (Deployment site = container.running().deploy(app)) {
                assertEquals("Anna", get(site, "/api/person", "anna"));
                assertEquals("Bert", get(site, "/api/person", "bert"));
                assertEquals("later Anna", get(site, "/api/person/later", "anna"));
            }
        }
    }

    private static String get(Deployment site, String path, String visitor) throws IOException {
        return site.send(Request.get(path).header("Cookie", "ajs_user_id=" + visitor))
                .text();
    }
}
