package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.attune.internal.check.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds documents against each other and against the code. */
class DocumentsTest {
    /** Surefire runs in the module's folder. */
    private static final Path ROOT = Path.of("..");

    private static final Pattern CODE_BLOCK = Pattern.compile("^( *)```.*?^ *```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern EXTERNAL = Pattern.compile("[a-z]+:.*");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*)$", Pattern.MULTILINE);
    private static final Pattern LOG_LINE = Pattern.compile("^\\| `([^`]+)`", Pattern.MULTILINE);

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatExist() {
        List<String> dead = new ArrayList<>();
        for (Path document : documents()) {
            Stream<String> links = LINK.matcher(prose(document)).results().map(link -> link.group(1));
            links.filter(link -> !EXTERNAL.matcher(link).matches() && !leadsSomewhere(document, link))
                    .forEach(link -> dead.add(ROOT.relativize(document) + ": " + link));
        }
        assertEquals(List.of(), dead);
    }

    /** A test that was renamed holds nothing any more for those who look it up. */
    @Test
    void everyTestThatTheSecurityDocumentNamesExists() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : (Iterable<Path>) files.filter(path ->
                    path.toString().contains("src/test/java") && path.toString().endsWith(".java"))::iterator) {
                tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        List<String> missing = Pattern.compile("`([A-Z][A-Za-z]*(?:Test|IT))(?:\\.([A-Za-z0-9]+))?`")
                .matcher(Files.readString(ROOT.resolve("docs/security.md")))
                .results()
                .filter(name -> !tests.containsKey(name.group(1))
                        || (name.group(2) != null && !tests.get(name.group(1)).contains("void " + name.group(2) + "(")))
                .map(name -> name.group())
                .toList();
        assertEquals(List.of(), missing);
    }

    @Test
    void headingsHaveTheAnchorsThatGitHubGivesThem() {
        assertEquals(
                Set.of("1-the-jar", "what-a-page-costs", "getprofile-and-more", "again", "again-1"),
                anchors("# 1. The JAR\n## What a page *costs*?\n### `getProfile` and more\n## Again\n## Again\n"));
    }

    @Test
    void everyLogLineShownIsInTheCode() {
        String code = Stream.of("filter-core/src/main/java", "filter-jakarta/src/main/java")
                .flatMap(folder -> below(folder, ".java").stream())
                .map(DocumentsTest::text)
                .reduce("", String::concat);
        String document = text(ROOT.resolve("docs/production.md"));
        String section = document.substring(document.indexOf("| log line holds |"));
        String table = section.substring(0, section.indexOf("\n\n"));
        List<String> lines =
                LOG_LINE.matcher(table).results().map(line -> line.group(1)).toList();
        assertFalse(lines.isEmpty());
        assertEquals(
                List.of(),
                lines.stream()
                        .filter(line -> !code.contains(line.replace("…", "").strip()))
                        .toList());
    }

    @Test
    void theSchemaOfRulesIsTheOneThatTheReadersMake() throws IOException {
        ByteArrayOutputStream schema = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(schema, true, StandardCharsets.UTF_8);
        assertEquals(0, new CommandLine(out, System.err).run(List.of("schema")));
        assertEquals(
                Files.readString(ROOT.resolve("docs/attune.schema.json")),
                schema.toString(StandardCharsets.UTF_8),
                "run: java -jar …-all.jar schema > docs/attune.schema.json");
    }

    private static boolean leadsSomewhere(Path document, String link) {
        String decoded = URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8);
        int hash = decoded.indexOf('#');
        String path = hash < 0 ? decoded : decoded.substring(0, hash);
        Path target = path.isEmpty() ? document : document.resolveSibling(path);
        return Files.exists(target) && (hash < 0 || anchors(text(target)).contains(decoded.substring(hash + 1)));
    }

    private static Set<String> anchors(String document) {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(CODE_BLOCK.matcher(document).replaceAll("")).results().forEach(heading -> {
            String anchor = heading.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    /** Returns a document without code, in which brackets are no links. */
    private static String prose(Path document) {
        String text = CODE_BLOCK.matcher(text(document)).replaceAll("");
        return CODE.matcher(text).replaceAll("`");
    }

    private static List<Path> documents() {
        return Stream.concat(Stream.of(ROOT.resolve("README.md")), below("docs", ".md").stream())
                .toList();
    }

    private static List<Path> below(String folder, String extension) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
