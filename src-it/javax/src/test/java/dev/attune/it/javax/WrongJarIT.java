package dev.attune.it.javax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The drop-in JAR for {@code jakarta.servlet} on servers of the age before. */
class WrongJarIT {
    private static final Path JAR = Path.of("target", "drop-in", "attune-filter-jakarta-all.jar");

    private static final String SENTENCE =
            "Attune: this JAR is attune-filter-jakarta, for servers with jakarta\\.servlet,"
                    + " but .+ has javax\\.servlet; use attune-filter-javax-.+-all\\.jar instead";

    @TempDir
    Path folder;

    private final Logger root = Logger.getLogger("");
    private final Said said = new Said();

    @BeforeEach
    void listen() {
        root.addHandler(said);
    }

    @AfterEach
    void listenNoMore() {
        root.removeHandler(said);
    }

    @ParameterizedTest
    @EnumSource
    void oneSentenceSaysWhichJarToTake(JavaxServer.Kind kind) throws IOException {
        WebAppFolder app = new WebAppFolder(folder.resolve("shop")).library(JAR).file("WEB-INF/attune.json", "{}");
        saysWhichJarToTake(kind, app);
    }

    @ParameterizedTest
    @EnumSource
    void anAppThatDeclaresTheFilterGetsTheSameSentence(JavaxServer.Kind kind) throws IOException {
        WebAppFolder app = new WebAppFolder(folder.resolve("shop"))
                .library(JAR)
                .webXml(
                        "<filter><filter-name>attune</filter-name>"
                                + "<filter-class>dev.attune.jakarta.PersonalizationFilter</filter-class></filter>"
                                + "<filter-mapping><filter-name>attune</filter-name><url-pattern>/*</url-pattern></filter-mapping>");
        saysWhichJarToTake(kind, app);
    }

    private void saysWhichJarToTake(JavaxServer.Kind kind, WebAppFolder app) throws IOException {
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        IOException refused = assertThrows(
                IOException.class, () -> kind.start(app.path(), scratch).close());
        List<String> own = said.by("dev.attune.jakarta.internal.start");
        assertEquals(1, own.size(), said.all()::toString);
        assertTrue(own.get(0).matches(SENTENCE), own.get(0));
        // Servers whose log leaves out what apps log themselves.
        String told = trace(refused) + said.byOthers("dev.attune");
        assertTrue(told.contains(own.get(0)), told);
        assertTrue(said.all().stream().noneMatch(line -> line.contains("NoClassDefFoundError")), said.all()::toString);
    }

    @ParameterizedTest
    @EnumSource
    void aJarThatAllAppsOfTheServerShareSaysItToo(JavaxServer.Kind kind) throws IOException {
        WebAppFolder app = new WebAppFolder(folder.resolve("shop")).servlet(ShopServlet.class, "/home");
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader shared = new URLClassLoader(new URL[] {JAR.toUri().toURL()}, usual)) {
            thread.setContextClassLoader(shared);
            saysWhichJarToTake(kind, app);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** All that is logged in this JVM. */
    private static final class Said extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        List<String> by(String logger) {
            return records.stream()
                    .filter(line -> logger.equals(line.getLoggerName()))
                    .map(LogRecord::getMessage)
                    .toList();
        }

        List<String> byOthers(String logger) {
            return records.stream()
                    .filter(line -> !String.valueOf(line.getLoggerName()).startsWith(logger))
                    .map(Said::text)
                    .toList();
        }

        List<String> all() {
            return records.stream().map(Said::text).toList();
        }

        private static String text(LogRecord line) {
            return line.getMessage() + (line.getThrown() == null ? "" : trace(line.getThrown()));
        }

        @Override
        public void publish(LogRecord line) {
            records.add(line);
        }

        @Override
        public void flush() {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
