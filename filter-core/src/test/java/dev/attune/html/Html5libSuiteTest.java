package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tokenizer tests of html5lib: where do tags, comments and text begin and end? */
class Html5libSuiteTest {
    private static final int TESTS = 6810;
    private static final int WITHOUT_UTF_8 = 4;

    @Test
    void leavesEveryInputAsItIsCutAnywhere() {
        int[] count = {0, 0};
        HtmlRewriter touchless = HtmlRewriter.builder()
                .on("*", element -> element.attributes())
                .onText("*", chunk -> chunk.text())
                .onComment("*", comment -> comment.text())
                .build();
        HtmlRewriter idle = HtmlRewriter.builder()
                .on("no-such-element", element -> element.remove())
                .build();
        forEachTest((name, test) -> {
            count[0]++;
            byte[] input = input(test);
            if (input == null) {
                count[1]++;
                return;
            }
            for (HtmlRewriter rewriter : List.of(touchless, idle)) {
                for (int cut = 0; cut <= input.length; cut++) {
                    assertArrayEquals(input, cutAt(rewriter, input, cut), () -> name + ": " + test);
                }
            }
        });
        assertEquals(TESTS, count[0]);
        assertEquals(WITHOUT_UTF_8, count[1]);
    }

    private static byte[] cutAt(HtmlRewriter rewriter, byte[] input, int cut) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HtmlSink sink = rewriter.open(StandardCharsets.UTF_8, out)) {
            sink.write(input, 0, cut);
            sink.flush();
            sink.write(input, cut, input.length - cut);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static void forEachTest(BiConsumer<String, JsonObject> action) {
        Path folder = SharedSuites.folder("suites/html5lib/tokenizer");
        for (Path file : SharedSuites.files(folder, ".test")) {
            JsonObject all = SharedSuites.json(file);
            JsonArray tests =
                    all.containsKey("tests") ? all.getJsonArray("tests") : all.getJsonArray("xmlViolationTests");
            for (JsonValue test : tests) {
                action.accept(
                        file.getFileName() + " " + test.asJsonObject().getString("description"), test.asJsonObject());
            }
        }
    }

    static byte @org.jspecify.annotations.Nullable [] input(JsonObject test) {
        String text = unescape(test, test.getString("input"));
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        return encodable ? text.getBytes(StandardCharsets.UTF_8) : null;
    }

    private static String unescape(JsonObject test, String text) {
        if (!test.getBoolean("doubleEscaped", false)) {
            return text;
        }
        return Pattern.compile("\\\\u([0-9a-fA-F]{4})")
                .matcher(text)
                .replaceAll(hit -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(hit.group(1), 16))));
    }

    @Test
    void findsTheTagsCommentsAndDoctypesThatTheStandardFinds() {
        List<String> wrong = new ArrayList<>();
        int[] runs = {0};
        forEachTest((name, test) -> {
            byte[] input = input(test);
            if (input == null || name.startsWith("xmlViolation")) {
                return;
            }
            JsonArray states = test.getJsonArray("initialStates");
            int rounds = states == null ? 1 : states.size();
            for (int i = 0; i < rounds; i++) {
                String state = states == null ? "Data state" : states.getString(i);
                List<String> expected = expected(test);
                List<String> found = TokenLog.of(input, state, test.getString("lastStartTag", "none"));
                runs[0]++;
                int last = found.size() - 1;
                if (last >= 0 && last < expected.size() && isUnfinished(found.get(last), expected.get(last))) {
                    expected.set(last, found.get(last));
                }
                if (!expected.equals(found)) {
                    wrong.add(name + " in " + state + ": " + test.getString("input") + "\n  expected " + expected
                            + "\n  found    " + found);
                }
            }
        });
        assertEquals(List.of(), wrong, () -> wrong.size() + " of " + runs[0]);
    }

    private static boolean isUnfinished(String found, String expected) {
        return (found.equals(TokenLog.UNFINISHED_COMMENT) && expected.startsWith("<!--"))
                || (found.equals(TokenLog.UNFINISHED_DOCTYPE) && expected.startsWith("<!DOCTYPE"));
    }

    private static List<String> expected(JsonObject test) {
        List<String> tokens = new ArrayList<>();
        for (JsonValue value : test.getJsonArray("output")) {
            JsonArray token = value.asJsonArray();
            switch (token.getString(0)) {
                case "StartTag" -> {
                    StringBuilder text = new StringBuilder("<" + unescape(test, token.getString(1)));
                    token.getJsonObject(2)
                            .forEach((attribute, of) -> text.append(' ')
                                    .append(unescape(test, attribute))
                                    .append('=')
                                    .append(unescape(test, ((JsonString) of).getString())));
                    tokens.add(text + (token.size() > 3 ? "/>" : ">"));
                }
                case "EndTag" -> tokens.add("</" + unescape(test, token.getString(1)) + ">");
                case "Comment" -> tokens.add("<!--" + unescape(test, token.getString(1)) + "-->");
                case "DOCTYPE" -> {
                    StringBuilder text = new StringBuilder("<!DOCTYPE");
                    for (int i = 1; i < 4; i++) {
                        JsonValue part = token.get(i);
                        text.append(' ')
                                .append(part instanceof JsonString string ? unescape(test, string.getString()) : null);
                    }
                    tokens.add(text + ">");
                }
                default -> {}
            }
        }
        return tokens;
    }
}
