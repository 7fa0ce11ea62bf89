package dev.attune.internal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.testing.OwnCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections by TLS that freeze, through a relay before a real server, as those to Segment do behind a firewall. */
class FrozenTlsConnectionTest {
    private static final CallGate OPEN = new CallGate() {
        @Override
        public <T> CompletionStage<T> pass(Supplier<? extends CompletionStage<T>> call) {
            return call.get();
        }
    };

    @TempDir
    private Path folder;

    @Test
    @Timeout(120)
    void noCallFailsWhereAllConnectionsFreezeAndNewOnesWork() throws Exception {
        OwnCertificate certificate = OwnCertificate.in(folder);
        HttpsServer tls = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        tls.setHttpsConfigurator(new HttpsConfigurator(certificate.shown()));
        SSLContext before = SSLContext.getDefault();
        SSLContext.setDefault(certificate.trusted());
        try (StandInApi server = new StandInApi(StandInApi.json("{\"traits\":{\"a\":1}}"), tls);
                FreezingRelay relay = new FreezingRelay(tls.getAddress().getPort());
                ProfilesApi api = ProfilesApi.open(
                        URI.create("https://127.0.0.1:" + relay.port() + "/v1"),
                        "space",
                        "token",
                        Duration.ofSeconds(20))) {
            assertAllSucceed(api);
            relay.freeze();
            assertAllSucceed(api);
            assertTrue(server.targets().size() >= 120, () -> server.targets().size() + " calls");
        } finally {
            SSLContext.setDefault(before);
        }
    }

    private static void assertAllSucceed(ProfilesApi api) {
        List<CompletableFuture<ProfileUpdate.Pulled>> pulls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            pulls.add(api.pull(ProfileKey.user("visitor" + i), OPEN).toCompletableFuture());
        }
        pulls.forEach(pull -> assertEquals(1, pull.join().traits().size()));
    }
}
