package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.attune.internal.transform.PageScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenEndpointsDocumentTest {
    private static final Pattern PATH = Pattern.compile("<url-pattern>/attune/([^<]+)</url-pattern>");

    /** Without the starter, an app with a log-in on the whole site opens the same paths by itself. */
    @Test
    void theDocumentOpensAllThatTheStarterOpens() throws IOException {
        Set<String> opened = new TreeSet<>(AttuneAutoConfiguration.ENDPOINTS);
        for (PageScripts.Kind script : PageScripts.Kind.values()) {
            opened.add(script.file());
        }
        // Behind Spring Security, as the starter's own documents say.
        opened.add("visitor");
        // For operators: the text below names them.
        opened.remove("health");
        opened.remove("explain");
        Set<String> documented = new TreeSet<>();
        PATH.matcher(Files.readString(document())).results().forEach(path -> documented.add(path.group(1)));
        assertEquals(opened, documented);
    }

    /** The tests of the starter run in two modules, at different depths. */
    private static Path document() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("docs/production.md"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
