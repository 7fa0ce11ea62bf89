package dev.attune.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Most tags of a page are passed by {@link PlainTags}, unless a rule counts siblings. So each page here is rewritten
 * twice: by some rules, and by the same rules beside one that counts and matches nothing.
 */
class ShortWayTest {
    private static final Duration TIME = Duration.parse(System.getProperty("attune.fuzz", "PT5S"));
    private static final long SEED = Long.getLong("attune.seed", 20261129L);

    private static final List<String> SELECTORS = List.of(
            ".hero",
            "#cta",
            "[data-variant]",
            "div.note span",
            "body [href$=zzz]",
            "ul > li.first",
            "a[href]",
            "p",
            "p:not(.hero)",
            ":not([href])",
            "[title=\"\"]",
            "[title*=en]",
            "[title^=h i]",
            "[lang|=en]",
            "[data-\u00e9]",
            "[class~=hero][id]",
            "a[href*=\"&\"]",
            "div *",
            "x-none, em",
            "body > div > p");

    private static final List<String> NAMES = List.of(
            "class", "CLASS", "id", "href", "data-variant", "title", "lang", "data-\u00e9", "data-x", "c", "hreflang");

    private static final List<String> VALUES = List.of(
            "hero",
            "a hero b",
            "heroes",
            "first\tnote",
            "note  first ",
            "",
            "cta",
            "&#104;ero",
            "her&#111",
            "/x?a=1&amp;b=2#zzz",
            "/a/very/long/path/that/goes/on/and/on/for/more/than/sixty/four/bytes/before/it/ends.zzz",
            "zz&#122;",
            "z&#122z",
            "/x?b&amp;c=zzz",
            "&copyzzz",
            "en-GB",
            "HEN",
            "don't",
            "a > b",
            "\u00e9");

    private static final List<String> TAGS = List.of(
            "a",
            "p",
            "div",
            "span",
            "ul",
            "li",
            "em",
            "b",
            "img",
            "br",
            "my-widget",
            "DIV",
            "h1",
            "td",
            "input",
            "select");

    private Random random = new Random(SEED);

    @Test
    void tagsMatchOnTheShortWayAsTheyDoOnTheLongOne() {
        long end = System.nanoTime() + TIME.toNanos();
        for (long seed = SEED; System.nanoTime() < end; seed++) {
            random = new Random(seed);
            String page = page();
            List<String> selectors = new ArrayList<>();
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                selectors.add(SELECTORS.get(random.nextInt(SELECTORS.size())));
            }
            int kind = random.nextInt(RandomPagesTest.KINDS + 1);
            int longest = random.nextBoolean() ? page.length() : 1 + random.nextInt(200);
            String where = "seed " + seed + ", rules for " + selectors + " on\n" + page;
            assertEquals(
                    rewritten(page, selectors, kind, true, longest),
                    rewritten(page, selectors, kind, false, longest),
                    where);
        }
    }

    private String page() {
        return switch (random.nextInt(3)) {
            case 0 -> PageGenerator.page(random);
            case 1 -> "<body>" + TrickyTags.page(random);
            default -> pageOfAttributes();
        };
    }

    private String pageOfAttributes() {
        StringBuilder page = new StringBuilder("<body>");
        for (int i = random.nextInt(60); i > 0; i--) {
            String tag = TAGS.get(random.nextInt(TAGS.size()));
            if (random.nextInt(3) == 0) {
                page.append("</").append(tag).append(random.nextInt(9) == 0 ? " >" : ">");
                continue;
            }
            page.append('<').append(tag);
            for (int k = random.nextInt(4); k > 0; k--) {
                attribute(page);
            }
            page.append(random.nextInt(9) == 0 ? "/>" : ">").append(random.nextInt(3) == 0 ? "text" : "");
        }
        return page.toString();
    }

    private void attribute(StringBuilder page) {
        page.append(random.nextInt(9) == 0 ? "\n\t" : " ").append(NAMES.get(random.nextInt(NAMES.size())));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        switch (random.nextInt(9)) {
            case 0 -> {}
            case 1 -> page.append("= \"").append(value).append('"');
            case 2 -> page.append("='").append(value.replace("'", "")).append("'");
            case 3 -> page.append('=').append(value.replaceAll("[\\s>'\"]", ""));
            case 4 -> page.append(" =\"").append(value).append("\"/");
            default -> page.append("=\"").append(value).append('"');
        }
    }

    /** Returns the page, and before it what the handlers saw. */
    private static String rewritten(String page, List<String> selectors, int kind, boolean counting, int longest) {
        StringBuilder seen = new StringBuilder();
        HtmlRewriter.Builder builder =
                HtmlRewriter.builder().onError(error -> seen.append(error).append('\n'));
        for (int i = 0; i < selectors.size(); i++) {
            String selector = selectors.get(i);
            boolean edits = i == 0;
            builder.on(selector, element -> {
                seen.append(selector).append(' ').append(element.tagName()).append(' ');
                seen.append(element.attribute("href"))
                        .append(element.attributes())
                        .append('\n');
                if (edits && kind < RandomPagesTest.KINDS) {
                    RandomPagesTest.edit(element, kind);
                }
            });
        }
        if (counting) {
            builder.on("x-none:nth-child(3)", element -> seen.append("counted"));
        }
        byte[] bytes = page.getBytes(UTF_8);
        byte[] out = Rewriting.inPieces(builder.build(), bytes, UTF_8, new Random(SEED), longest);
        return seen + new String(out, UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".hero", "[class~=hero]", "p:not(.x)", "[class]", "[class^=h]", "[class$=o]", "[class*=er]"})
    void aReferenceInAValueCountsAsItsCharacter(String selector) {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on(selector, element -> element.setAttribute("hit", ""))
                .build();
        assertEquals(
                "<body><p id=\"1\" class=\"&#104;er&#111;\" hit=\"\">",
                Rewriting.atEverySplit(rewriter, "<body><p id=\"1\" class=\"&#104;er&#111;\">"));
    }
}
