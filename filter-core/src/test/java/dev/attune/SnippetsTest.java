package dev.attune;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.Condition;
import dev.attune.internal.check.CommandLine;
import dev.attune.internal.config.Setting;
import dev.attune.internal.config.Settings;
import dev.attune.internal.json.TraitsJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Runs the rules, declarations and commands that the documents show. */
class SnippetsTest {
    /** Surefire runs in the module's folder. */
    private static final Path ROOT = Path.of("..");

    private static final Pattern OUR_COMMAND = Pattern.compile("java -jar (?:[\\w<>.-]+-all\\.jar|…) ([^`\n]+)");
    private static final Pattern BENCHMARK = Pattern.compile("-Dbench=([a-z-]+)");
    private static final Pattern PROFILE = Pattern.compile("mvn [^`\n]*?-P([a-z]+)");

    /** Init parameters that hold rules themselves, as the members of a rules file do. */
    private static final Set<String> RULES = Set.of("variations", "clientTraits", "pageColor", "content");

    /** Files by the last part of the names that documents give them. */
    private static final Map<String, String> FILES = Map.of(
            "json",
            "{\"variations\": [{\"route\": \"/\", \"when\": {\"location\": \"EU\"}, \"serve\": \"/homepage-eu\"}]}",
            "jsonl",
            "{\"user_id\": \"anna\", \"traits\": {\"location\": \"EU\"}}\n",
            "log",
            "::1 - anna [23/Nov/2026:10:00:00 +0000] \"GET /shop/ HTTP/1.1\" 200 512\n");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void everyJsonIsAFileThatTheCheckTakesOrAConditionOrAnAnswer() throws IOException {
        List<String> blocks = blocks("json");
        assertTrue(blocks.size() >= 20, blocks::toString);
        for (String block : blocks) {
            if (block.startsWith("{\"plan\"")) {
                assertDoesNotThrow(() -> Condition.parse(block), block);
            } else if (block.startsWith("{\"traits\"")) {
                assertEquals(
                        Set.of("traits", "experiments"), TraitsJson.read(block).keySet());
            } else {
                assertChecked(block);
            }
        }
    }

    @Test
    void everyXmlIsWellFormedAndItsInitParametersAreSettingsWithValuesThatTheCheckTakes() throws Exception {
        Set<String> known = Settings.all().stream().map(Setting::name).collect(Collectors.toSet());
        List<String> blocks = blocks("xml");
        assertTrue(blocks.size() >= 8, blocks::toString);
        for (String block : blocks) {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<shown>" + block + "</shown>")));
            NodeList parameters = document.getElementsByTagName("init-param");
            List<String> rules = new ArrayList<>();
            List<String> settings = new ArrayList<>();
            for (Element parameter : IntStream.range(0, parameters.getLength())
                    .mapToObj(i -> (Element) parameters.item(i))
                    .toList()) {
                String name = text(parameter, "param-name");
                String value = text(parameter, "param-value");
                assertTrue(known.contains(name), name);
                if (RULES.contains(name)) {
                    rules.add("\"" + name + "\": " + value);
                } else if (!name.equals("rules")) {
                    settings.add("\"" + name + "\": \"" + value + "\"");
                }
            }
            rules.add("\"settings\": {" + String.join(", ", settings) + "}");
            assertChecked("{" + String.join(", ", rules) + "}");
        }
    }

    private static String text(Element parameter, String name) {
        return parameter.getElementsByTagName(name).item(0).getTextContent().strip();
    }

    private void assertChecked(String rules) throws IOException {
        String file = Files.writeString(folder.resolve("shown.json"), rules).toString();
        assertEquals(0, run(List.of("check", file)), () -> rules + said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everyCommandOfTheJarRuns() throws IOException {
        List<String> commands = found(OUR_COMMAND);
        assertTrue(commands.size() >= 6, commands::toString);
        for (String command : commands) {
            List<String> words = new ArrayList<>();
            // Where the output goes is the shell's.
            for (String word : command.replaceAll(" > .*", "").split(" ", -1)) {
                String file = FILES.get(word.substring(word.lastIndexOf('.') + 1));
                words.add(file == null ? word : sample(word, file));
            }
            if (words.equals(List.of("diff"))) {
                continue; // In running text: named, and not shown.
            }
            assertEquals(0, run(words), () -> command + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }

    private String sample(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(Path.of(name).getFileName()), text)
                .toString();
    }

    @Test
    void everyBenchmarkAndEveryProfileOfMavenIsThere() throws IOException {
        String benchmarks = Files.readString(ROOT.resolve("src-it/bench/java/dev/attune/bench/Bench.java"));
        List<String> named = found(BENCHMARK);
        assertTrue(named.size() >= 8, named::toString);
        assertEquals(
                List.of(),
                named.stream()
                        .filter(name -> !benchmarks.contains("\"" + name + "\""))
                        .toList());
        String poms = Files.readString(ROOT.resolve("pom.xml")) + Files.readString(ROOT.resolve("src-it/pom.xml"));
        assertEquals(
                List.of(),
                found(PROFILE).stream()
                        .filter(name -> !poms.contains("<id>" + name + "</id>"))
                        .toList());
    }

    private int run(List<String> words) {
        said.reset();
        PrintStream all = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new CommandLine(all, all).run(words);
    }

    private static List<String> blocks(String language) throws IOException {
        return found(Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE));
    }

    private static List<String> found(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
            Stream<Path> all = Stream.concat(
                    Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                    documents.filter(file -> file.toString().endsWith(".md")).sorted());
            for (Path document : (Iterable<Path>) all::iterator) {
                pattern.matcher(Files.readString(document))
                        .results()
                        .map(match -> match.group(1).strip())
                        .forEach(found::add);
            }
        }
        return found;
    }
}
