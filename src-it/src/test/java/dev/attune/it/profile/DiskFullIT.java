package dev.attune.it.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.profile.ProfileKey;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The store's file meets a limit of its size, which is as good as a full disk. */
class DiskFullIT {
    @TempDir
    Path directory;

    @Test
    @Timeout(120)
    void whatNoLongerFitsIsAskedForAgainAndWhatWasAcknowledgedIsKept() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "the limit is set by bash");
        Process process = new ProcessBuilder(
                        "/bin/bash",
                        "-c",
                        "ulimit -f 2048; exec \"$@\"",
                        "limited",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Its file of counters would meet the limit as well.
                        "-XX:-UsePerfData",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WebhookServer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(out.readLine());
            String value = "x".repeat(2_000);
            int postponed = 0;
            try (WebhookCaller caller = new WebhookCaller(port, "/webhook")) {
                for (int i = 0; i < 5_000 && postponed < 20; i++) {
                    int status = caller.send("{\"type\":\"identify\",\"userId\":\"v" + i + "\",\"traits\":{\"n\":" + i
                            + ",\"text\":\"" + value + "\"}}");
                    if (status == 200) {
                        acknowledged.add("v" + i);
                    } else {
                        assertEquals(503, status);
                        postponed++;
                    }
                }
            }
            assertEquals(20, postponed, "the limit was met");
            assertTrue(acknowledged.size() > 50, () -> "only " + acknowledged.size() + " updates before the limit");
            assertTrue(process.isAlive());
        } finally {
            process.destroyForcibly().onExit().join();
        }
        try (EmbeddedProfileStore store = EmbeddedProfileStore.open(directory, Duration.ofDays(2))) {
            for (String user : acknowledged) {
                assertEquals(
                        Long.parseLong(user.substring(1)),
                        store.find(ProfileKey.user(user)).join().profile().value("n"),
                        user);
            }
        }
    }
}
