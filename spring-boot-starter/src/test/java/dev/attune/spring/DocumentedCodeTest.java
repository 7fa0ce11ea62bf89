package dev.attune.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.config.Settings;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code, properties and templates in the documents, as an app would have them. This module sees most of the libraries. */
class DocumentedCodeTest {
    /** Surefire runs in the module's folder. */
    private static final Path ROOT = Path.of("..");

    private static final Pattern IMPORT = Pattern.compile("^import [^;]+;\n", Pattern.MULTILINE);
    private static final String LEFT_OUT = "{ … }";

    /** What the app has beside the code that is shown. */
    private static final String APP = """
            abstract class App {
                record User(String id) {}
                record Offer(String name) {}
                record Shown(String plan, List<String> tags) {}
                record ShopTraits(String plan, int orderCount, List<String> tags) {}
                interface Countries { boolean inEurope(String location); }
                interface Metrics { void count(String experiment, String variation); }
                static final Experiment CART = Experiment.named("cart-2026").build();
                Personalization.Builder rules;
                Personalization.Builder site;
                HttpServletRequest request;
                HttpServletResponse response;
                HttpSecurity http;
                MockMvc mvc;
                InputStream in;
                OutputStream output;
                Metrics metrics;
                User user;
                String explainKey;
            }
            """;

    private static final String IMPORTS = Stream.of(
                    "static org.hamcrest.Matchers.containsString",
                    "static org.junit.jupiter.api.Assertions.*",
                    "static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get",
                    "static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content",
                    "dev.attune.decision.*",
                    "dev.attune.experiment.*",
                    "dev.attune.html.*",
                    "dev.attune.jakarta.*",
                    "dev.attune.jakarta.cdi.*",
                    "dev.attune.jakarta.preview.*",
                    "dev.attune.profile.*",
                    "dev.attune.test.*",
                    "jakarta.enterprise.context.*",
                    "jakarta.enterprise.event.*",
                    "jakarta.enterprise.inject.Instance",
                    "jakarta.inject.Inject",
                    "jakarta.servlet.*",
                    "jakarta.servlet.annotation.*",
                    "jakarta.servlet.http.*",
                    "jakarta.ws.rs.GET",
                    "java.io.*",
                    "java.nio.charset.StandardCharsets",
                    "java.time.*",
                    "java.util.*",
                    "java.util.function.Function",
                    "org.junit.jupiter.api.Test",
                    "org.springframework.beans.factory.annotation.Value",
                    "org.springframework.boot.web.servlet.FilterRegistrationBean",
                    "org.springframework.context.annotation.Bean",
                    "org.springframework.core.Ordered",
                    "org.springframework.security.config.annotation.web.builders.HttpSecurity",
                    "org.springframework.test.web.servlet.MockMvc",
                    "org.springframework.ui.Model",
                    "org.springframework.web.bind.annotation.GetMapping")
            .map(name -> "import " + name + ";\n")
            .collect(Collectors.joining());

    @TempDir
    Path classes;

    @Test
    void javaCompilesWithWhatAnAppHas() throws IOException {
        List<String> faults = new ArrayList<>();
        List<String> blocks = blocks("java");
        assertTrue(blocks.size() >= 20, blocks::toString);
        for (String block : blocks) {
            String asMembers = errors("class Shown extends App {\n%s\n}\n", block);
            if (!asMembers.isEmpty()) {
                String asStatements =
                        errors("class Shown extends App { void run() throws Exception {\n%s\n}}\n", block);
                if (!asStatements.isEmpty()) {
                    faults.add(block + asMembers + asStatements);
                }
            }
        }
        assertEquals("", String.join("\n", faults));
    }

    /** Returns what the compiler says against a block in the place of {@code %s}, or an empty text. */
    private String errors(String frame, String block) {
        String code = block.replace(LEFT_OUT, "{ throw new IllegalStateException(); }");
        String own = IMPORT.matcher(code).results().map(MatchResult::group).collect(Collectors.joining());
        // Two types have this name.
        String path = code.contains("@Path(") ? "import jakarta.ws.rs.Path;\n" : "import java.nio.file.Path;\n";
        String source =
                own + IMPORTS + path + frame.formatted(IMPORT.matcher(code).replaceAll("")) + APP;
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Shown.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
        return compiler.getTask(said, null, null, options, null, List.of(file)).call() ? "" : said.toString();
    }

    @Test
    void propertiesAreThoseOfSettings() throws IOException {
        Set<String> known = Settings.all().stream()
                .map(setting -> FilterParameters.property(setting.name()))
                .collect(Collectors.toSet());
        List<String> blocks = blocks("properties");
        assertEquals(1, blocks.size());
        for (String block : blocks) {
            Properties shown = new Properties();
            shown.load(new java.io.StringReader(block));
            assertEquals(
                    List.of(),
                    shown.stringPropertyNames().stream()
                            .filter(name -> !known.contains(name))
                            .toList());
        }
    }

    /** {@link TemplateTest} shows that template to a visitor. */
    @Test
    void theTemplateIsOneThatATestShows() throws IOException {
        String template = Files.readString(Path.of("src/test/resources/templates/tea.html"));
        List<String> shown =
                blocks("html").stream().filter(block -> block.contains("th:")).toList();
        assertEquals(1, shown.size());
        assertTrue(template.contains(shown.get(0)), template);
    }

    private static List<String> blocks(String language) throws IOException {
        Pattern block = Pattern.compile("^```" + language + "\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
        List<String> blocks = new ArrayList<>();
        try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
            for (Path document :
                    (Iterable<Path>) Stream.concat(Stream.of(ROOT.resolve("README.md")), documents.sorted())
                            .filter(file -> file.toString().endsWith(".md"))::iterator) {
                block.matcher(Files.readString(document))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(blocks::add);
            }
        }
        return blocks;
    }
}
