package dev.attune.jakarta.internal.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.Edit;
import dev.attune.decision.Personalization;
import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.transform.PageTransform;
import dev.attune.profile.Profile;
import dev.attune.testing.Fake;
import dev.attune.testing.RecordedLog;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveRulesTest {
    private final RecordedLog log = RecordedLog.of(LiveRules.class);
    private final List<String> warnings = log.lines();

    @TempDir
    Path folder;

    /** Each state of the file is a second younger than the last, as if somebody had taken the time to write it. */
    private long seconds = 1_000_000_000;

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void changedSettingsAreToldOfAndWaitForTheNextStart() throws IOException {
        write("{\"settings\": {\"profileBudget\": \"10ms\"}, " + serving("/a").substring(1));
        LiveRules rules = start();
        write("{\"settings\": {\"profileBudget\": \"20ms\"}, " + serving("/b").substring(1));
        rules.look();
        assertEquals("/b", served(rules));
        assertEquals(1, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("'settings' in "), warnings::toString);
        write("{\"settings\": [], " + serving("/c").substring(1));
        rules.look();
        rules.look();
        assertEquals("/b", served(rules));
        assertTrue(warnings.get(1).contains("settings (line 1"), warnings::toString);
    }

    @Test
    void aGoodChangeHoldsAtTheNextLook() throws IOException {
        write(serving("/a"));
        LiveRules rules = start();
        assertEquals("/a", served(rules));
        write(serving("/b"));
        assertEquals("/a", served(rules));
        rules.look();
        assertEquals("/b", served(rules));
        assertEquals(List.of(), warnings);
    }

    @Test
    void anUnchangedFileIsNotReadAgain() throws IOException {
        write(serving("/a"));
        LiveRules rules = start();
        CompiledRules first = rules.current();
        rules.look();
        assertSame(first, rules.current());
    }

    @Test
    void underABadChangeTheLastGoodRulesStayAndTheLogNamesLineAndReasonOnce() throws IOException {
        write(serving("/a"));
        LiveRules rules = start();
        write("{\"variations\": [\n{\"route\": \"/\", \"serve\": \"/WEB-INF/secret\"}]}");
        for (int i = 0; i < 5; i++) {
            rules.look();
        }
        assertEquals("/a", served(rules));
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(
                warnings.get(0).contains("variations[0].serve (line 2,")
                        && warnings.get(0).endsWith("the last good rules stay"),
                warnings.get(0));
        write(serving("/c"));
        rules.look();
        assertEquals("/c", served(rules));
    }

    @Test
    void aFileThatIsStillBeingWrittenIsNoMistake() throws IOException {
        write(serving("/a"));
        LiveRules rules = start();
        String whole = serving("/b");
        write(whole.substring(0, 30));
        rules.look();
        write("");
        rules.look();
        write(whole);
        rules.look();
        assertEquals("/b", served(rules));
        assertEquals(List.of(), warnings);
    }

    @Test
    void aFileThatIsGoneLeavesTheLastGoodRules() throws IOException {
        write(serving("/a"));
        LiveRules rules = start();
        Files.delete(file());
        for (int i = 0; i < 3; i++) {
            rules.look();
        }
        assertEquals("/a", served(rules));
        assertEquals(1, warnings.size(), warnings.toString());
        write(serving("/b"));
        rules.look();
        assertEquals("/b", served(rules));
    }

    @Test
    void aFileThatAppearsLaterHoldsToo() throws IOException {
        LiveRules rules = started(file(), Map.of());
        assertTrue(rules.current().personalization().plan("/").isEmpty());
        write(serving("/a"));
        rules.look();
        assertEquals("/a", served(rules));
    }

    @Test
    void aTurnedLinkIsAChange() throws IOException {
        Path mounted = Files.createDirectories(folder.resolve("mounted"));
        Path one = Files.writeString(folder.resolve("one.json"), serving("/a"));
        Path two = Files.writeString(folder.resolve("two.json"), serving("/b"));
        FileTime same = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(one, same);
        Files.setLastModifiedTime(two, same);
        Path link = Files.createSymbolicLink(mounted.resolve("attune.json"), one);
        LiveRules rules = start(link);
        assertEquals("/a", served(rules));
        Path turned = Files.createSymbolicLink(folder.resolve("turned"), two);
        Files.move(turned, link, StandardCopyOption.REPLACE_EXISTING);
        rules.look();
        assertEquals("/b", served(rules));
    }

    @Test
    void whatCodeAndParametersSayStaysAheadOfAChangedFile() throws IOException {
        write("{\"groups\": {\"pilots\": [\"x\"]}}");
        LiveRules rules = started(
                file(),
                Map.of(
                        "rules",
                        file().toUri().toString(),
                        "variations",
                        "[{\"route\": \"/\", \"when\": {\"id\": {\"$inGroup\": \"pilots\"}}, \"serve\": \"/pilot\"}]"));
        Visitor visitor = new Visitor(Profile.of(Map.of("id", "y")), null, Trust.CLAIMED);
        assertNull(
                rules.current().personalization().plan("/").variation(visitor).path());
        write("{\"groups\": {\"pilots\": [\"y\"]}, \"variations\": [{\"route\": \"/\", \"serve\": \"/other\"}]}");
        rules.look();
        assertEquals(
                "/pilot",
                rules.current().personalization().plan("/").variation(visitor).path());
        assertEquals(
                "/coded",
                rules.current()
                        .personalization()
                        .plan("/coded-route")
                        .variation(visitor)
                        .path());
    }

    @Test
    void aRequestKeepsTheRulesThatItBeganWith() throws IOException {
        write(serving("/a"));
        LiveRules rules = start();
        CompiledRules begun = rules.current();
        write(serving("/b"));
        rules.look();
        assertNotSame(begun, rules.current());
        assertEquals(
                "/a",
                begun.personalization().plan("/").variation(Visitor.unknown()).path());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"route\": \"/\", \"select\": \"p::first-line\", \"text\": \"x\"}",
                "{\"route\": \"/\", \"select\": \"h1\", \"html\": \"<script>{name}</script>\"}",
                "{\"route\": \"/\", \"select\": \"h1\"}"
            })
    void aWrongEditOfTheFileIsNamedWithFileAndLine(String edit) throws IOException {
        write("{\"content\": [\n" + edit + "]}");
        String message = refusal(Map.of("rules", file().toUri().toString()));
        assertTrue(message.contains("in " + file().toUri() + ", content[0] (line 2, column "), message);
        assertFalse(message.contains("'content'"), message);
    }

    @Test
    void aWrongEditOfAParameterIsNamedWithTheParameter() throws IOException {
        write("{\"content\": [{\"route\": \"/\", \"select\": \"h1\", \"text\": \"x\"}]}");
        String message = refusal(Map.of(
                "rules",
                file().toUri().toString(),
                "content",
                "[{\"route\": \"/\", \"select\": \"p::first-line\", \"text\": \"x\"}]"));
        assertTrue(message.startsWith("Attune: init parameter 'content': content[0] (line 1"), message);
    }

    @Test
    void aHoldoutThatIsNamedAndNotDescribedIsBlamedOnTheFileThatNamesIt() throws IOException {
        write("{\"variations\": [{\"route\": \"/\", \"experiment\": \"e\", \"holdout\": \"nowhere\","
                + " \"serve\": [null, \"/b\"]}]}");
        String message = refusal(Map.of(
                "rules", file().toUri().toString(), "variations", "[{\"route\": \"/other\", \"serve\": \"/c\"}]"));
        assertTrue(message.contains("in " + file().toUri() + ", "), message);
        assertFalse(message.contains("'variations'"), message);
    }

    @Test
    void theHintForAFileOnTheDiskIsItsUrl() throws IOException {
        write(serving("/a"));
        String absolute = refusal(Map.of("rules", file().toString()), folder.resolve("absent.json"));
        assertTrue(absolute.contains("'" + file().toUri() + "'"), absolute);
    }

    @Test
    @Timeout(60)
    void anErrorOfOneLookEndsNoLaterLook() throws Exception {
        write(serving("/a"));
        AtomicBoolean fails = new AtomicBoolean(true);
        try (LiveRules rules = started(file(), parameters(file()), edit -> {
            if (fails.getAndSet(false)) {
                throw new StackOverflowError("too deep");
            }
        })) {
            write("{\"content\": [{\"route\": \"/\", \"select\": \"h1\", \"text\": \"new\"}],"
                    + serving("/b").substring(1));
            rules.follow();
            log.await("looking at the rules file failed");
            while (!"/b".equals(served(rules))) {
                Thread.onSpinWait();
            }
        }
        assertEquals(1, warnings.size(), warnings::toString);
    }

    private String refusal(Map<String, String> parameters) {
        return refusal(parameters, file());
    }

    private static String refusal(Map<String, String> parameters, Path file) {
        return String.valueOf(assertThrows(SettingException.class, () -> started(file, parameters))
                .getMessage());
    }

    private Path file() {
        return folder.resolve("attune.json");
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(1_000 * seconds++));
    }

    private static String serving(String path) {
        return "{\"variations\": [{\"route\": \"/\", \"serve\": \"" + path + "\"}]}";
    }

    private static @Nullable String served(LiveRules rules) {
        return rules.current()
                .personalization()
                .plan("/")
                .variation(Visitor.unknown())
                .path();
    }

    private LiveRules start() {
        return start(file());
    }

    private LiveRules start(Path file) {
        return started(file, parameters(file));
    }

    private static Map<String, String> parameters(Path file) {
        return Map.of("rules", file.toUri().toString());
    }

    private static LiveRules started(Path path, Map<String, String> parameters) {
        return started(path, parameters, PageTransform::check);
    }

    private static LiveRules started(Path path, Map<String, String> parameters, Consumer<Edit> check) {
        Configuration configuration = Configuration.of(parameters);
        RulesFile file = RulesFile.of(configuration, context(path));
        Personalization.Builder code =
                Personalization.builder().checkEdits(check).variation("/coded-route", "/coded");
        return new LiveRules(
                file,
                file.read(),
                new RulesCompiler(code, configuration, text -> configuration, file, "/attune/client.js"));
    }

    /** An app with one file in it. */
    private static ServletContext context(Path file) {
        return Fake.of(ServletContext.class, (method, arguments) -> switch (method) {
            case "getRealPath" -> file.toString();
            case "getResourceAsStream" -> null;
            default -> throw Fake.unexpected(ServletContext.class, method);
        });
    }
}
