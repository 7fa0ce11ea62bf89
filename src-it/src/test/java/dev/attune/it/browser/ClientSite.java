package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.it.container.Container;
import dev.attune.it.container.Deployment;
import dev.attune.it.container.WebApp;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.filter.TrackingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link ClientPages} on Tomcat with the filter, the libraries that the pages use, and Segment beside them. */
final class ClientSite implements AutoCloseable {
    private static final String VARIATIONS =
            "[{\"route\": \"/home\", \"experiment\": \"hero\", \"weights\": [0, 1], \"serve\": [null, \"/home-b\"]},"
                    + " {\"route\": \"/counted\", \"experiment\": \"counted\", \"weights\": [0, 1],"
                    + " \"serve\": [null, \"/home-b\"]}]";

    private final ProfilesServer profiles = new ProfilesServer()
            .visitor("user_id:anna", "{\"vip\": true, \"first_name\": \"Anna\"}")
            .visitor("user_id:bob", "{\"vip\": false, \"first_name\": \"Bob\"}");
    private final TrackingServer segment = new TrackingServer();
    private final Deployment site;

    private ClientSite(NpmPackages npm) throws IOException {
        Map<String, String> parameters = new HashMap<>(profiles.parameters());
        parameters.putAll(segment.parameters());
        parameters.put("profileBudget", "10s");
        parameters.put("variations", VARIATIONS);
        parameters.put(
                "clientTraits", "{\"firstName\": {\"trait\": \"first_name\"}, \"vip\": {\"when\": {\"vip\": true}}}");
        site = Container.TOMCAT_11
                .running()
                .deploy(WebApp.create()
                        .servlet(
                                ClientPages.class,
                                "/start",
                                "/home",
                                "/home-b",
                                "/counted",
                                "/other",
                                "/rows",
                                "/log-in",
                                "/ahead")
                        .file("lib/htmx.js", Files.readAllBytes(npm.path("htmx.org/dist/htmx.min.js")))
                        .file(
                                "lib/head-support.js",
                                Files.readAllBytes(npm.path("htmx-ext-head-support/head-support.js")))
                        .file("lib/turbo.js", Files.readAllBytes(npm.path("@hotwired/turbo/dist/turbo.es2017-umd.js")))
                        .filter("dev.attune.jakarta.PersonalizationFilter", parameters)
                        .attune());
    }

    /** Deploys the site, or skips the test where npm has not the libraries. */
    static ClientSite deploy() throws IOException, InterruptedException {
        NpmPackages npm;
        try {
            npm = NpmPackages.in(
                    "client-libraries",
                    "htmx-ext-head-support/head-support.js",
                    "htmx.org@2.0.7",
                    "htmx-ext-head-support@2.0.4",
                    "@hotwired/turbo@8.0.23");
        } catch (IOException e) {
            Tools.require(false, "htmx and Turbo cannot be had from npm: " + e.getMessage());
            throw e;
        }
        return new ClientSite(npm);
    }

    String url(String path) {
        return site.url() + path;
    }

    /** Makes the browser's visitor a user. */
    void logIn(Browser browser, String user) throws IOException, InterruptedException {
        browser.open(url("/other"));
        browser.value("fetch('log-in?user=" + user + "').then(function () { document.title = 'in'; })");
        browser.await("in", "document.title");
    }

    /** Waits until the browser has asked for a page ahead. */
    void awaitAhead(String request) throws IOException, InterruptedException {
        long end = System.nanoTime() + Browser.PATIENCE.toNanos();
        while (!site.get("/ahead").text().lines().toList().contains(request) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertEquals(
                List.of(request),
                site.get("/ahead")
                        .text()
                        .lines()
                        .filter(request::equals)
                        .distinct()
                        .toList());
    }

    /** Returns the users of whom Segment heard that they saw the experiment, once a view is counted that comes now. */
    List<String> viewers(Browser browser, String experiment) throws IOException, InterruptedException {
        browser.open(url("/counted"));
        String last = browser.value("document.cookie.replace(/.*ajs_user_id=([^;]*).*/, '$1')");
        long end = System.nanoTime() + Browser.PATIENCE.toNanos();
        while (!heard("counted").contains(last) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return heard(experiment);
    }

    /** Waits until Segment has heard of a user's view. */
    void awaitView(String user, String experiment) throws InterruptedException {
        long end = System.nanoTime() + Browser.PATIENCE.toNanos();
        while (!heard(experiment).contains(user) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Returns the users of whom Segment has heard so far that they saw an experiment. */
    List<String> heard(String experiment) {
        return segment.events().stream()
                .filter(event -> event.contains("\"experiment_id\":\"" + experiment + "\""))
                .map(event -> event.replaceFirst(".*\"userId\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    @Override
    public void close() throws IOException {
        site.close();
        segment.close();
        profiles.close();
    }
}
