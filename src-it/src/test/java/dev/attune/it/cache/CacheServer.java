package dev.attune.it.cache;

import dev.attune.it.browser.Tools;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real cache before a server, on a random loopback port and in a folder of its own. It keeps whatever the answers let it keep,
 * cookies or not.
 */
final class CacheServer implements AutoCloseable {
    private final Path kept;
    private final int port;
    private final Process process;

    private CacheServer(Path folder, Path kept, int port, List<String> command) throws IOException {
        this.kept = kept;
        this.port = port;
        Path log = folder.resolve("output.log");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitPort(log);
    }

    /** Starts nginx. As a single process it needs no second user, even where root starts it. */
    static CacheServer nginx(Path folder, int upstream) throws IOException {
        Path program = program("nginx");
        int port = freePort();
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Path file = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off;
                master_process off;
                pid nginx.pid;
                events {}
                http {
                  access_log off;
                  client_body_temp_path temp/body;
                  fastcgi_temp_path temp/fastcgi;
                  proxy_temp_path temp/proxy;
                  scgi_temp_path temp/scgi;
                  uwsgi_temp_path temp/uwsgi;
                  proxy_cache_path %s keys_zone=pages:10m use_temp_path=off;
                  server {
                    listen 127.0.0.1:%d;
                    location / {
                      proxy_pass http://127.0.0.1:%d;
                      proxy_http_version 1.1;
                      proxy_set_header Upgrade $http_upgrade;
                      proxy_set_header Connection $http_connection;
                      proxy_cache pages;
                      add_header X-Cache $upstream_cache_status always;
                    }
                  }
                }
                """.formatted(kept, port, upstream));
        Files.createDirectory(folder.resolve("temp"));
        List<String> command =
                List.of(program.toString(), "-p", folder.toString(), "-e", "error.log", "-c", file.toString());
        return new CacheServer(folder, kept, port, command);
    }

    /** Starts Varnish with its objects in a file. Left to itself, it would keep nothing of a request with a cookie. */
    static CacheServer varnish(Path folder, int upstream) throws IOException {
        Path program = program("varnishd");
        int port = freePort();
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Path file = Files.writeString(folder.resolve("default.vcl"), """
                vcl 4.1;
                backend default { .host = "127.0.0.1"; .port = "%d"; }
                sub vcl_recv { if (req.method == "GET" && !req.http.Upgrade) { return (hash); } }
                sub vcl_deliver { if (obj.hits > 0) { set resp.http.X-Cache = "HIT"; } }
                """.formatted(upstream));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-F", "-j", "none"));
        command.addAll(List.of("-n", folder.resolve("work").toString()));
        command.addAll(List.of("-a", "127.0.0.1:" + port, "-T", "none", "-f", file.toString()));
        command.addAll(List.of("-s", "file," + kept.resolve("objects") + ",64m"));
        return new CacheServer(folder, kept, port, command);
    }

    int port() {
        return port;
    }

    /** Tells whether a text stands in a file of the cache. */
    boolean keeps(String text) throws IOException {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(kept)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(bytes)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Path program(String name) {
        // Debian keeps servers where only root's PATH looks.
        Path server = Path.of("/usr/sbin", name);
        Path program = Files.isExecutable(server) ? server : Tools.find(name);
        Tools.require(!program.toString().isEmpty(), name + " is not installed");
        return program;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort(Path log) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException(Files.readString(log), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Varnish ends its child process when it is asked to end, not when it is killed. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
