package dev.attune.it.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.http.Request;
import dev.attune.it.http.Response;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page never hangs on the API of profiles. */
class FailingProfilesIT {
    @Test
    void aPageComesWhileItsLookUpHangsAndTheAnswerServesTheNextOne() throws IOException {
        try (ProfilesServer profiles = new ProfilesServer()
                        .visitor("user_id:slow", "{\"location\": \"EU\"}")
                        .hold("user_id:slow");
                Deployment site = Container.TOMCAT_11.running().deploy(app(profiles))) {
            Response first = page(site);
            assertEquals(200, first.status());
            assertTrue(first.text().contains("<title>/home</title>"), first.toString());
            assertTrue(profiles.isHeld("user_id:slow"));
            profiles.letGo("user_id:slow");
            Response next = page(site);
            while (!next.text().contains("<title>/homepage-eu</title>")) {
                assertTrue(next.text().contains("<title>/home</title>"), next.toString());
                next = page(site);
            }
        }
    }

    @Test
    void aPageComesWhenThereIsNobodyToAsk() throws IOException {
        ProfilesServer profiles = new ProfilesServer();
        WebApp app = app(profiles);
        profiles.close();
        try (Deployment site = Container.TOMCAT_11.running().deploy(app)) {
            for (int i = 0; i < 20; i++) {
                assertTrue(page(site).text().contains("<title>/home</title>"));
            }
        }
    }

    private static Response page(Deployment site) throws IOException {
        return site.send(Request.get("/home").header("Cookie", "ajs_user_id=slow"));
    }

    private static WebApp app(ProfilesServer profiles) {
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.put(
                "variations",
                "[{\"route\": \"/home\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/homepage-eu\"}]");
        return WebApp.create()
                .servlet(ShopPages.class, "/home", "/homepage-eu")
                .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                .attune();
    }
}
