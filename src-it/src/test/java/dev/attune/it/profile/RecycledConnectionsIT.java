package dev.attune.it.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.segment.CallGate;
import dev.attune.internal.segment.ProfilesApi;
import dev.attune.it.filter.ProfilesServer;
import dev.attune.it.http.ServerProcess;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.testing.OwnCertificate;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nginx before the Profiles API: with TLS and HTTP/2 on offer, and connections that it ends after a few requests. */
@Timeout(120)
class RecycledConnectionsIT {
    private static final int CALLS = 400;
    private static final CallGate OPEN = new CallGate() {
        @Override
        public <T> CompletionStage<T> pass(Supplier<? extends CompletionStage<T>> call) {
            return call.get();
        }
    };

    @Test
    void noCallFailsWhereTheServerRecyclesConnectionsAndHttp2IsLeftAside(@TempDir Path folder) throws Exception {
        OwnCertificate own = OwnCertificate.in(folder);
        SSLContext usual = SSLContext.getDefault();
        try (ProfilesServer profiles = new ProfilesServer().visitor("user_id:jane", "{\"location\": \"EU\"}");
                ServerProcess nginx = nginx(folder, own, profiles)) {
            SSLContext.setDefault(own.trusted());
            String url = "https://127.0.0.1:" + nginx.port() + "/v1";
            try (ProfilesApi api = ProfilesApi.open(
                    URI.create(url), ProfilesServer.SPACE, ProfilesServer.TOKEN, Duration.ofSeconds(20))) {
                Semaphore free = new Semaphore(20);
                List<CompletionStage<ProfileUpdate.Pulled>> calls = new ArrayList<>();
                for (int i = 0; i < CALLS; i++) {
                    free.acquire();
                    calls.add(api.pull(ProfileKey.user("jane"), OPEN).whenComplete((done, failure) -> free.release()));
                }
                for (CompletionStage<ProfileUpdate.Pulled> call : calls) {
                    assertEquals(1, call.toCompletableFuture().join().traits().size());
                }
            }
        } finally {
            SSLContext.setDefault(usual);
        }
        List<String> protocols = Files.readAllLines(folder.resolve("access.log"));
        assertTrue(protocols.size() >= CALLS, () -> protocols.size() + " calls");
        assertEquals(List.of("HTTP/1.1"), protocols.stream().distinct().toList());
    }

    private static ServerProcess nginx(Path folder, OwnCertificate own, ProfilesServer profiles) throws Exception {
        Path program = ServerProcess.program("nginx");
        int port = ServerProcess.freePort();
        String upstream = profiles.parameters().get("profilesUrl");
        Path file = Files.writeString(
                folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid nginx.pid;
                events {}
                http {
                  log_format protocol "$server_protocol";
                  access_log access.log protocol;
                  client_body_temp_path temp/body;
                  fastcgi_temp_path temp/fastcgi;
                  proxy_temp_path temp/proxy;
                  scgi_temp_path temp/scgi;
                  uwsgi_temp_path temp/uwsgi;
                  server {
                    listen 127.0.0.1:%d ssl http2;
                    ssl_certificate %s;
                    ssl_certificate_key %s;
                    keepalive_requests 20;
                    location /v1 {
                      proxy_pass %s;
                    }
                  }
                }
                """.formatted(port, own.certificate(), own.key(), upstream));
        Files.createDirectory(folder.resolve("temp"));
        return ServerProcess.start(
                port,
                folder.resolve("output.log"),
                List.of(program.toString(), "-p", folder.toString(), "-e", "error.log", "-c", file.toString()));
    }
}
