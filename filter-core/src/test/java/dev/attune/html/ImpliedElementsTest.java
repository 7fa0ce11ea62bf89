package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script at the end of the head and a style on the body, on pages that trip simple rewriters. */
class ImpliedElementsTest {
    private static final HtmlRewriter TWO_RULES = HtmlRewriter.builder()
            .on("head", head -> {
                head.prepend(Content.html("<P>"));
                head.append(Content.html("<A>"));
            })
            .on("body", body -> {
                body.setAttribute("s", "1");
                body.append(Content.html("<Z>"));
            })
            .build();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "<html><head><title>t</title></head><body>x</body></html> | <html><head><P><title>t</title><A></head><body s=\"1\">x<Z></body></html>",
                "<title>t</title>x | <head><P><title>t</title><A>x<body s=\"1\"><Z>",
                "x | <head><P><A>x<body s=\"1\"><Z>",
                "<!doctype html> x | <!doctype html> <head><P><A>x<body s=\"1\"><Z>",
                "<!doctype html><html><body a=b>x | <!doctype html><html><head><P><A><body a=b s=\"1\">x<Z>",
                "<head><title></head><body></title><body>x | <head><P><title></head><body></title><A><body s=\"1\">x<Z>",
                "<head><script>'</head><body>'</script></head><body>x | <head><P><script>'</head><body>'</script><A></head><body s=\"1\">x<Z>",
                "<head><script><!--<script></head></script></head>--></script></head><p> | <head><P><script><!--<script></head></script></head>--></script><A></head><p></p><body s=\"1\"><Z>",
                "<head><!--</head><body>--></head><p>y</p> | <head><P><!--</head><body>--><A></head><p>y</p><body s=\"1\"><Z>",
                "<head><style></head></style><body><svg><![CDATA[<body>]]></svg> | <head><P><style></head></style><A><body s=\"1\"><svg><![CDATA[<body>]]></svg><Z>",
                "<template><head></head><body></template><p>x | <head><P><template><head></head><body></template><A><p>x</p><body s=\"1\"><Z>",
                "<textarea></head><body></textarea> | <head><P><A><textarea></head><body></textarea><body s=\"1\"><Z>",
                "<HEAD></HEAD><BODY S='2' s=3>x</BODY> | <HEAD><P><A></HEAD><BODY S=\"1\" s=3>x<Z></BODY>",
                "<html></html> | <html><head><P><A></html><body s=\"1\"><Z>",
                "<head></head><head></head><body><body b=c> | <head><P><A></head><head></head><body s=\"1\"><body b=c><Z>",
                "<head></head> <link> <p>x</p> | <head><P><A></head> <link> <p>x</p><body s=\"1\"><Z>",
                "<p>x</p><title></title><head></head><body s=2>y | <head><P><A><p>x</p><title></title><head></head><body s=\"1\">y<Z>",
                "<!-- c --><script>1</script><!-- d --><div>y</div>< | <!-- c --><head><P><script>1</script><!-- d --><A><div>y</div>&lt;<body s=\"1\"><Z>",
            })
    void putsThemWhereABrowserHasHeadAndBody(String page, String expected) {
        assertEquals(expected, Rewriting.of(TWO_RULES, page));
    }

    @Test
    void matchesTheTagThatImpliesAnElementWhoseHandlerChangedAttributes() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("body", body -> body.setAttribute("lang", "en"))
                .on("p.a", p -> p.setAttribute("id", "x"))
                .build();
        assertEquals("<p class=a id=\"x\">t</p><body lang=\"en\">", Rewriting.of(rewriter, "<p class=a>t"));
    }
}
