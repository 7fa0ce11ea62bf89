package dev.attune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Finds words that readers whose first language is not English read twice. CONTRIBUTING.md says what to write. */
class PlainEnglishTest {
    private static final List<String> WORDS = List.of(
            "whoever",
            "whomever",
            "nobody",
            "lest",
            "had better",
            "of ours",
            "(is|are|was|were|be|been|being) told",
            "be it",
            "alone");

    /** Within a comment, a line break and an asterisk may stand between two words. */
    private static final Pattern FORBIDDEN = Pattern.compile(
            "\\b(" + String.join("|", WORDS).replace(" ", "[\\s*/#-]+") + ")\\b", Pattern.CASE_INSENSITIVE);

    /** In documents, turns of phrase whose meaning is not the sum of their words. */
    private static final Pattern TURNS = Pattern.compile(
            ("\\b(hangs? on|hangs? together|gives? way|lags? behind|talks? nonsense|turns? out|with Attune or without"
                            + "|other than there|(is|are) to (be|reach|hear)|and (its|their) kin|reckons?|dealt out to"
                            + "|for (it|that|they) would)\\b")
                    .replace(" ", "\\s+"),
            Pattern.CASE_INSENSITIVE);

    /** As the subject of a sentence or clause. Elsewhere, as in "says what is wrong", it reads well. */
    private static final Pattern SUBJECT = Pattern.compile(
            "(?:/\\*\\*|//|[.:;|]|@param \\w+)[\\s*/#-]+what[\\s*/]+(?:is|are|was|were)\\b", Pattern.CASE_INSENSITIVE);

    /** The sources of all modules and of their tests, without what builds leave beside them. */
    private static final List<String> FOLDERS = List.of(
            "filter-core/src",
            "filter-jakarta/src",
            "spring-boot-starter/src",
            "test-kit/src",
            "sample-webapp/src",
            "sample-webapp/standin",
            "src-it/src",
            "src-it/javax/src",
            "src-it/spring-boot-4/src",
            "src-it/bench/java",
            "src-it/containers/launchers");

    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|js|mjs|lua|jsp)");

    /** The list above needs the words themselves. */
    private static final String THIS = "PlainEnglishTest.java";

    @Test
    void sourcesHoldNoWordThatReadersReadTwice() {
        List<String> found = new ArrayList<>();
        for (String folder : FOLDERS) {
            List<Path> sources = Sources.below(folder).stream()
                    .filter(file -> SOURCE.matcher(file.toString()).matches() && !file.endsWith(THIS))
                    .toList();
            assertFalse(sources.isEmpty(), folder);
            sources.forEach(file -> find(file, found));
        }
        assertEquals(List.of(), found);
    }

    /** Except CONTRIBUTING.md, which lists the words. */
    @Test
    void documentsHoldNoneEither() {
        List<String> found = new ArrayList<>();
        Stream.concat(
                        Stream.of("README.md", "CHANGELOG.md").map(Sources::file),
                        Sources.below("docs").stream()
                                .filter(file -> file.toString().endsWith(".md")))
                .forEach(file -> {
                    find(file, found);
                    find(TURNS, file, Sources.text(file), found);
                });
        assertEquals(List.of(), found);
    }

    @Test
    void findsAWordThatALineBreakCuts() {
        assertTrue(
                FORBIDDEN.matcher("/** The listener is\n     * told once. */").find());
        assertTrue(FORBIDDEN.matcher("Whoever asks").find());
    }

    @Test
    void findsASubjectThatHasNoName() {
        assertTrue(SUBJECT.matcher("/** What is held back goes out. */").find());
        assertTrue(SUBJECT.matcher("It is read at start; what\n     * was read stays.")
                .find());
        assertFalse(SUBJECT.matcher("/** Says what is wrong. */").find());
    }

    private static void find(Path file, List<String> found) {
        String text = Sources.text(file);
        find(FORBIDDEN, file, text, found);
        find(SUBJECT, file, text, found);
    }

    private static void find(Pattern pattern, Path file, String text, List<String> found) {
        for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
            found.add(Sources.place(file, text, matcher.end()) + ": "
                    + matcher.group().replaceAll("[\\s*/#-]+", " "));
        }
    }
}
