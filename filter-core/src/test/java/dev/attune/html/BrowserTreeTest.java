package dev.attune.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever the page: to rewrite it and parse the result gives what parsing it and editing the tree gives, as a parser
 * made for browsers says.
 */
class BrowserTreeTest {
    private static final long SEED = Long.getLong("attune.seed", 20260215L);
    private static final int PAGES = Integer.getInteger("attune.trees.pages", 20_000);
    private static final Path HTML5LIB = Path.of("/usr/share/gocode/src/golang.org/x/net/html/testdata/webkit");
    private static final List<String> NAMES =
            List.of("p", "b", "a", "td", "table", "select", "option", "body", "head", "form", "ruby", "svg");

    private static final List<TreeEdit> EDITS = List.of(TreeEdit.values());

    @BeforeAll
    static void summon() {
        TreeJudge.summon();
    }

    @Test
    void agreesOnThePagesOfHtml5lib() throws IOException {
        List<String> pages = html5lib();
        List<TreeJudge.Case> cases = new ArrayList<>();
        for (String page : pages) {
            for (TreeEdit edit : TreeEdit.values()) {
                for (String name : NAMES) {
                    add(cases, page, edit, name);
                }
            }
        }
        judge("html5lib, " + pages.size() + " pages", cases);
    }

    @Test
    void agreesOnTrickyTagsInAnyOrder() throws IOException {
        List<TreeJudge.Case> cases = new ArrayList<>();
        for (int i = 0; i < PAGES; i++) {
            Random random = new Random(SEED + i);
            String page = TrickyTags.page(random);
            TreeEdit edit = EDITS.get(random.nextInt(EDITS.size()));
            List<String> there =
                    NAMES.stream().filter(n -> page.contains("<" + n)).toList();
            List<String> names = there.isEmpty() || random.nextInt(5) == 0 ? NAMES : there;
            String name = names.get(random.nextInt(names.size()));
            add(cases, page, edit, name);
        }
        judge("attune.seed " + SEED, cases);
    }

    /** A failure prints the lines that belong into {@code tree-finds.tsv}. */
    @Test
    void agreesOnWhatOnceWentWrong() throws IOException {
        List<TreeJudge.Case> cases = new ArrayList<>();
        for (String[] find : Resource.table("tree-finds.tsv")) {
            add(cases, find[2], TreeEdit.valueOf(find[0]), find[1]);
        }
        judge("tree-finds.tsv", cases);
    }

    /** A page that no edit changes need not be judged. */
    private static void add(List<TreeJudge.Case> cases, String page, TreeEdit edit, String name) {
        byte[] bytes = page.getBytes(UTF_8);
        String rewritten = new String(Rewriting.whole(edit.rewriter(name), bytes, UTF_8), UTF_8);
        if (!rewritten.equals(page) || Ascii.lower(page).contains("<" + name)) {
            cases.add(new TreeJudge.Case(page, edit, name, rewritten));
        }
    }

    private static void judge(String what, List<TreeJudge.Case> cases) throws IOException {
        List<TreeJudge.Verdict> verdicts = TreeJudge.judge(cases);
        Map<String, Integer> sums = new TreeMap<>();
        List<String> finds = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            TreeJudge.Verdict verdict = verdicts.get(i);
            sums.merge(
                    verdict.differs()
                            ? "differs"
                            : String.join(", ", verdict.word(), String.join("", verdict.details())),
                    1,
                    Integer::sum);
            if (verdict.differs()) {
                TreeJudge.Case it = cases.get(i);
                finds.add(it.edit() + "\t" + it.name() + "\t" + it.page() + "\n  became " + it.rewritten()
                        + "\n  wanted " + verdict.details().get(0) + "\n  got    "
                        + verdict.details().get(1) + "\n");
            }
        }
        System.out.println(what + ", " + cases.size() + " cases: " + sums);
        Path file = Path.of("target", "judge", "finds.txt");
        Files.write(file, finds);
        assertTrue(
                finds.isEmpty(),
                () -> what + ": " + finds.size() + " differences, see " + file + "; the first is\n" + finds.get(0));
    }

    /** Returns the inputs of html5lib's tree construction tests, as Debian has them in a package of Go's. */
    private static List<String> html5lib() throws IOException {
        if (!Files.isDirectory(HTML5LIB)) {
            String message = "html5lib's pages are not there; on Debian golang-golang-x-net-dev has them";
            if (Boolean.getBoolean("attune.mandatory")) {
                throw new AssertionError(message);
            }
            return Assumptions.abort(message);
        }
        List<String> pages = new ArrayList<>();
        for (Path file : SharedSuites.files(HTML5LIB, ".dat")) {
            for (String test : Files.readString(file).split("(?m)^#data\n", -1)) {
                int end = test.indexOf("\n#errors");
                // Fragments are parsed in another way.
                if (end >= 0 && !test.contains("\n#document-fragment") && !test.contains("#script-off")) {
                    pages.add(test.substring(0, end));
                }
            }
        }
        return pages;
    }
}
