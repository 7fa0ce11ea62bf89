package dev.attune.internal.check;

import dev.attune.internal.config.Settings;
import dev.attune.internal.config.SkipList;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads access logs in the Common or Combined Log Format, as Apache, Nginx, Tomcat and Jetty write them. */
final class AccessLog {
    private static final Pattern LINE =
            Pattern.compile("\\S+ \\S+ (\\S+) \\[([^\\]]*)\\] \"(?:GET|HEAD) (\\S+)[^\"]*\" \\d{3} \\S+"
                    + "(?: \"([^\"]*)\" \"([^\"]*)\")?.*");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private AccessLog() {}

    /**
     * Hands on the requests for pages: GET and HEAD, inside the context, not on the default skip list. Other lines are
     * passed over.
     *
     * @throws BadInputException if no line at all is a request in one of the formats
     */
    static void read(Path file, String context, Consumer<LoggedRequest> requests) throws IOException {
        SkipList skip = SkipList.parse(String.valueOf(Settings.SKIP.defaultText()));
        boolean understood = false;
        // By bytes: what a client sent may be in any charset.
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher request = LINE.matcher(line);
                if (request.matches()) {
                    understood = true;
                    String target = request.group(3);
                    String path = path(target, context);
                    if (path != null && !skip.contains(path)) {
                        int query = target.indexOf('?');
                        requests.accept(new LoggedRequest(
                                field(request.group(1)),
                                path,
                                query < 0 ? null : target.substring(query + 1),
                                field(request.group(4)),
                                field(request.group(5)),
                                time(request.group(2))));
                    }
                }
            }
        }
        if (!understood) {
            throw BadInputException.of(file + " holds no GET or HEAD request in the Common or Combined Log Format");
        }
    }

    private static @Nullable String field(@Nullable String field) {
        return "-".equals(field) ? null : field;
    }

    private static @Nullable Instant time(String text) {
        try {
            return TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            // A log may have times of its own form.
            return null;
        }
    }

    private static @Nullable String path(String target, String context) {
        int query = target.indexOf('?');
        String raw = query < 0 ? target : target.substring(0, query);
        if (!raw.startsWith("/")) {
            return null;
        }
        String path;
        try {
            path = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Half an escape: a container refuses such a request.
            return null;
        }
        if (!path.startsWith(context)) {
            return null;
        }
        String inside = path.substring(context.length());
        return inside.isEmpty() ? "/" : inside.startsWith("/") ? inside : null;
    }
}
