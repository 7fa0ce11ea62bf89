package dev.attune.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TagNameTest {
    private static long word(String text) {
        return Ascii.word(text.getBytes(UTF_8), 0);
    }

    @Test
    void eightBytesOfAPageMakeTheNameThatItsCharactersMake() {
        for (String name : List.of("a", "h1", "h\u007f", "x-y", "a_b", "a@[`{", "a\"'", "textare", "template")) {
            for (String end : List.of(">", " ", "/", "\n", "\t", "\f", "\r")) {
                String upper = name.toUpperCase(Locale.ROOT) + end + "zzzzzzzz";
                int length = TagName.length(word(upper));
                assertEquals(name.length() < 8 ? name.length() : TagName.UNKNOWN, length, upper);
                if (length > 0) {
                    assertEquals(TagName.of(name), TagName.packed(word(upper), length), upper);
                    assertEquals(name, TagName.packed(TagName.of(name)));
                }
            }
        }
    }

    @Test
    void namesThatCannotBePackedAreNotGuessed() {
        for (String name : List.of("nine-char", "a\0>", "\u00e9>", "a\u00e9b>")) {
            assertEquals(TagName.UNKNOWN, TagName.length(word(name + "        ")), name);
        }
        for (String name : List.of("nine-char", "a\0", "\u00e9")) {
            assertFalse(TagName.isPacked(TagName.of(name)), name);
        }
    }

    @Test
    void onlyLettersLoseTheirCase() {
        assertEquals(TagName.of("abcxyz"), TagName.of("ABCXYZ"));
        for (String pair : List.of("@`", "[{", "^~", "_\u007f", "1\u0011", "-\r")) {
            String one = "a" + pair.charAt(0);
            String other = "a" + pair.charAt(1);
            assertNotEquals(TagName.of(one), TagName.of(other), pair);
            assertFalse(TagName.begins(word(one + ">......"), TagName.of(other), 2), pair);
            assertTrue(TagName.begins(word(one.toUpperCase(Locale.ROOT) + ">......"), TagName.of(one), 2), pair);
        }
    }

    @Test
    void anEndTagIsFoundWhereverTheBytesEnd() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("b", b -> b.after(Content.text("!")))
                .on("textarea", t -> t.after(Content.text("?")))
                .build();
        for (String rest : List.of("", " ", "1234567", "12345678", "123456789")) {
            assertEquals("<p><b>1</B>!" + rest, Rewriting.of(rewriter, "<p><b>1</B>" + rest));
            assertEquals("<p><b>1</b x='>'>!" + rest, Rewriting.of(rewriter, "<p><b>1</b x='>'>" + rest));
            assertEquals(
                    "<p><textarea></textArea >?" + rest, Rewriting.of(rewriter, "<p><textarea></textArea >" + rest));
            assertEquals("<p><b>1</bb></b>!" + rest, Rewriting.of(rewriter, "<p><b>1</bb></b>" + rest));
        }
    }
}
