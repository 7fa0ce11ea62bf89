package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finds words that readers whose first language is not English read twice. CONTRIBUTING.md says what to write. */
class PlainEnglishTest {
    private static final List<String> WORDS =
            List.of("whoever", "whomever", "nobody", "lest", "had better", "of ours", "is told", "be it");

    /** Within a comment, a line break and an asterisk may stand between two words. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(" + String.join("|", WORDS).replace(" ", "[\\s*/]+") + ")\\b", Pattern.CASE_INSENSITIVE);

    /** The packages of the core that are clean, without those below them. */
    private static final List<String> CORE = List.of(
            "decision",
            "experiment",
            "profile",
            "internal.check",
            "internal.config",
            "internal.json",
            "internal.lookup",
            "internal.runtime",
            "internal.text",
            "internal.token",
            "internal.transform");

    /** The packages of the filter that are clean, without those below them. */
    private static final List<String> FILTER = List.of("internal.csp", "internal.el", "internal.microprofile");

    @Test
    void sourcesHoldNoWordThatReadersReadTwice() {
        List<String> found = new ArrayList<>();
        CORE.forEach(name -> find(Sources.folder("filter-core", "dev.attune." + name), found));
        FILTER.forEach(name -> find(Sources.folder("filter-jakarta", "dev.attune.jakarta." + name), found));
        assertEquals(List.of(), found);
    }

    /** Except CONTRIBUTING.md, which lists the words, and containers.md, whose table is made of the names of tests. */
    @Test
    void documentsHoldNoneEither() {
        List<String> found = new ArrayList<>();
        Sources.below("docs").stream()
                .filter(file -> file.toString().endsWith(".md") && !file.endsWith("containers.md"))
                .forEach(file -> find(file, found));
        find(Sources.file("README.md"), found);
        find(Sources.file("CHANGELOG.md"), found);
        assertEquals(List.of(), found);
    }

    @Test
    void findsAWordThatALineBreakCuts() {
        assertTrue(
                FORBIDDEN.matcher("/** The listener is\n     * told once. */").find());
        assertTrue(FORBIDDEN.matcher("Whoever asks").find());
    }

    private static void find(String folder, List<String> found) {
        List<Path> files = Sources.below(folder);
        assertTrue(files.size() > 1, folder);
        files.stream().filter(file -> file.toString().endsWith(".java")).forEach(file -> find(file, found));
    }

    private static void find(Path file, List<String> found) {
        String text = Sources.text(file);
        for (Matcher matcher = FORBIDDEN.matcher(text); matcher.find(); ) {
            found.add(Sources.place(file, text, matcher.start()) + ": "
                    + matcher.group().replaceAll("[\\s*/]+", " "));
        }
    }
}
