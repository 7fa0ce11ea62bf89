package dev.attune.it.cache;

import dev.attune.it.http.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real cache before a server, on a random loopback port and in a folder of its own. It keeps whatever the answers let it keep,
 * cookies or not.
 */
public final class CacheServer implements AutoCloseable {
    private final Path kept;
    private final ServerProcess process;

    private CacheServer(Path kept, ServerProcess process) {
        this.kept = kept;
        this.process = process;
    }

    /** Starts nginx. As a single process it needs no second user, even where root starts it. */
    static CacheServer nginx(Path folder, int upstream) throws IOException {
        Path program = ServerProcess.program("nginx");
        int port = ServerProcess.freePort();
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
        return new CacheServer(kept, ServerProcess.start(port, folder.resolve("output.log"), command));
    }

    /** Starts Varnish with its objects in a file. Left to itself, it would keep nothing of a request with a cookie. */
    static CacheServer varnish(Path folder, int upstream) throws IOException {
        Path program = ServerProcess.program("varnishd");
        int port = ServerProcess.freePort();
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
        return new CacheServer(kept, ServerProcess.start(port, folder.resolve("output.log"), command));
    }

    /** Starts nginx with the recipe of the documents. */
    public static CacheServer nginxByRecipe(Path folder, int upstream) throws IOException {
        return nginxBy(Recipe.of("nginx"), folder, upstream);
    }

    /** Starts nginx with the recipe for pages that are for visitors without a code, too. */
    public static CacheServer nginxByRecipeForFirst(Path folder, int upstream) throws IOException {
        return nginxBy(Recipe.of("nginx").replace("default \"\"; first 1;", "default \"\";"), folder, upstream);
    }

    /** Starts nginx with the recipe for an app that visitors see at {@code /front}. */
    static CacheServer nginxWithAnotherPath(Path folder, int upstream, String contextPath) throws IOException {
        String recipe = Recipe.of("production.md", "nginx")
                .replace("app:8080", "127.0.0.1:8080")
                .replace("/shop", contextPath);
        return nginxBy("server {\n  listen 80;\n" + recipe + "}\n", folder, upstream);
    }

    private static CacheServer nginxBy(String recipe, Path folder, int upstream) throws IOException {
        Path program = ServerProcess.program("nginx");
        int port = ServerProcess.freePort();
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Files.createDirectory(folder.resolve("temp"));
        Path file = Files.writeString(
                folder.resolve("nginx.conf"),
                "daemon off; master_process off; pid nginx.pid; events { worker_connections 1024; }\nhttp {\n"
                        + "  access_log off; client_body_temp_path temp/body; fastcgi_temp_path temp/fastcgi;"
                        + " proxy_temp_path temp/proxy; scgi_temp_path temp/scgi; uwsgi_temp_path temp/uwsgi;\n"
                        + recipe.replace("/var/cache/nginx/pages", kept.toString())
                                .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                                .replace("127.0.0.1:8080", "127.0.0.1:" + upstream)
                        + "}\n");
        List<String> command =
                List.of(program.toString(), "-p", folder.toString(), "-e", "error.log", "-c", file.toString());
        return new CacheServer(kept, ServerProcess.start(port, folder.resolve("output.log"), command));
    }

    /** Starts Varnish with the recipe of the documents. */
    static CacheServer varnishByRecipe(Path folder, int upstream) throws IOException {
        return varnishBy(Recipe.of("vcl"), folder, upstream);
    }

    /** Starts Varnish with the recipe for pages that are for visitors without a code, too. */
    static CacheServer varnishByRecipeForFirst(Path folder, int upstream) throws IOException {
        return varnishBy(
                Recipe.of("vcl").replace("if (req.http.Attune-Outcome == \"first\") { return (pass); }", ""),
                folder,
                upstream);
    }

    private static CacheServer varnishBy(String recipe, Path folder, int upstream) throws IOException {
        Path program = ServerProcess.program("varnishd");
        int port = ServerProcess.freePort();
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Path file =
                Files.writeString(folder.resolve("default.vcl"), recipe.replace("\"8080\"", "\"" + upstream + "\""));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-F", "-j", "none"));
        command.addAll(List.of("-n", folder.resolve("work").toString()));
        command.addAll(List.of("-a", "127.0.0.1:" + port, "-T", "none", "-f", file.toString()));
        command.addAll(List.of("-s", "file," + kept.resolve("objects") + ",64m"));
        return new CacheServer(kept, ServerProcess.start(port, folder.resolve("output.log"), command));
    }

    public int port() {
        return process.port();
    }

    /** Tells whether a text stands in a file of the cache. */
    public boolean keeps(String text) throws IOException {
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

    @Override
    public void close() {
        process.close();
    }
}
