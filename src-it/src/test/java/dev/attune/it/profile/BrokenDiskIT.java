package dev.attune.it.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.internal.lookup.LookupSettings;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.segment.ProfilesApi;
import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The store lies on a disk of its own, which is filled up and made read-only. Mounting it takes root; else it is skipped. */
@Timeout(120)
class BrokenDiskIT {
    private static final Duration KEEP = Duration.ofDays(2);

    @TempDir
    Path disk;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ProfilesServer api = new ProfilesServer().visitor("user_id:jane", "{\"location\": \"EU\"}");

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.toString()), "mounting a disk takes root");
    }

    @AfterEach
    void unmount() throws Exception {
        api.close();
        run("umount", disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private void remount(String options) throws InterruptedException {
        assertTrue(run("mount", "-o", "remount," + options, disk.toString()), options);
    }

    private ProfileClient client(EmbeddedProfileStore store) {
        Map<String, String> parameters = api.parameters();
        return ProfileClient.start(
                new LookupSettings(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        Duration.ofDays(1),
                        Duration.ofSeconds(1),
                        100,
                        100),
                ProfilesApi.open(
                        URI.create(String.valueOf(parameters.get("profilesUrl"))),
                        String.valueOf(parameters.get("profilesSpace")),
                        String.valueOf(parameters.get("profilesToken")),
                        Duration.ofSeconds(5)),
                store);
    }

    private static Profile page(ProfileClient client, String user) {
        return client.find(ProfileKey.user(user)).await().profile();
    }

    private HttpResponse<Void> send(WebhookServer server, String user, Object value) throws Exception {
        String body = "{\"type\":\"identify\",\"userId\":\"" + user + "\",\"traits\":{\"n\":" + value + ",\"text\":\""
                + "x".repeat(3_000) + "\"}}";
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/webhook"))
                        .header("Authorization", "Basic " + WebhookServer.CREDENTIALS)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private static void assertPostponed(HttpResponse<Void> answer) {
        assertEquals(503, answer.statusCode());
        assertTrue(answer.headers().firstValue("Retry-After").isPresent());
    }

    private void awaitAccepted(WebhookServer server, String user) throws Exception {
        while (send(server, user, 1).statusCode() != 200) {
            // The file is opened again every second; the test's time-out bounds the wait.
            Thread.onSpinWait();
        }
    }

    @Test
    void onAFullDiskWebhooksComeAgainAndPagesGoOnUntilThereIsSpace() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        try (EmbeddedProfileStore store = EmbeddedProfileStore.open(disk, KEEP);
                WebhookServer server = new WebhookServer(store);
                ProfileClient client = client(store)) {
            HttpResponse<Void> answer = send(server, "v0", 0);
            for (int i = 1; answer.statusCode() == 200; i++) {
                acknowledged.add("v" + (i - 1));
                answer = send(server, "v" + i, i);
            }
            assertTrue(acknowledged.size() > 50, () -> "only " + acknowledged.size() + " before the disk was full");
            assertPostponed(answer);
            assertEquals("EU", page(client, "jane").text("location"));
            assertEquals("EU", page(client, "jane").text("location"));
            remount("size=64m");
            awaitAccepted(server, "late");
            assertTrue(store.health().isUp());
            for (String user : acknowledged) {
                assertEquals(
                        Long.parseLong(user.substring(1)), page(client, user).value("n"), user);
            }
        }
    }

    @Test
    void onAReadOnlyDiskWebhooksComeAgainAndPagesGoOnUntilItCanBeWritten() throws Exception {
        remount("ro");
        try (EmbeddedProfileStore store = EmbeddedProfileStore.open(disk, KEEP);
                WebhookServer server = new WebhookServer(store);
                ProfileClient client = client(store)) {
            assertFalse(store.health().isUp());
            assertPostponed(send(server, "joe", 1));
            assertEquals("EU", page(client, "jane").text("location"));
            remount("rw");
            awaitAccepted(server, "joe");
            assertEquals(1L, page(client, "joe").value("n"));
        }
    }

    @Test
    void aFileThatIsThereButCannotBeWrittenAcknowledgesNothing() throws Exception {
        try (EmbeddedProfileStore store = EmbeddedProfileStore.open(disk, KEEP);
                WebhookServer server = new WebhookServer(store)) {
            assertEquals(200, send(server, "joe", 1).statusCode());
        }
        remount("ro");
        try (EmbeddedProfileStore store = EmbeddedProfileStore.open(disk, KEEP);
                WebhookServer server = new WebhookServer(store);
                ProfileClient client = client(store)) {
            assertPostponed(send(server, "joe", 2));
            assertPostponed(send(server, "joe", 3));
            assertEquals("EU", page(client, "jane").text("location"));
            remount("rw");
            awaitAccepted(server, "ann");
            assertEquals(1L, page(client, "joe").value("n"));
        }
    }
}
