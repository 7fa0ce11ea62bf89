package dev.attune.internal.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.decision.Edit;
import dev.attune.decision.Edit.Action;
import dev.attune.decision.Template;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Hello {x} | TEXT",
                "<b title=\"{x}\">{x}</b> | TEXT,TEXT",
                "<b title='a {x} b {x}'>1 < 2</b>{x} | TEXT,TEXT,TEXT",
                "<B CLASS = \"card {x}\" hidden/>{x} | CLASS,TEXT",
                "<a href=\"{x}\">{x}</a> | URL,TEXT",
                "<a href=\" {x}\"></a> | URL",
                "<a href=\"{x}/{x}\"></a> | URL,URL_PART",
                "<a href=\"https://{x}.example.com/{x}?q={x}\"></a> | URL_HOST,URL_PART,URL_PART",
                "<a href=\"https:{x}\"></a> | URL_HOST",
                "<a href=\"//{x}/\"></a> | URL_HOST",
                "<a href=\"/\\{x}/\"></a> | URL_HOST",
                "<a href=\"https://example.com{x}\"></a> | URL_HOST",
                "<a href=\"/{x}\"></a> | URL_PART",
                "<a href=\"page-{x}.html\"></a> | URL_PART",
                "<a href=\"mailto:{x}\"></a> | URL_PART",
                "<img srcset=\"/{x}-1.png 1x, {x} 2x\"> | URL_PART,URL_PART",
                "<iframe src=\"/frame/{x}\"></iframe> | URL_PART",
                "<div style=\"color:{x};width:{x}%\"></div> | STYLE,STYLE",
                "<textarea>{x}</textarea><title>{x}</title>{x} | TEXT,TEXT,TEXT",
                "<script>let a = '<b>'</script >{x} | TEXT",
                "<script>'</scripty'</script>{x} | TEXT",
                "<!-- a -- b > --><b>{x}</b> | TEXT",
                "<a b c=d e='f'g=\"{x}\"> | TEXT",
            })
    void findsThePlaceOfEachPlaceholder(String html, String places) {
        assertEquals(
                places,
                String.join(
                        ",",
                        HtmlPlaces.of(Template.parse(html)).stream()
                                .map(Enum::name)
                                .toList()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<{x}>",
                "<b{x}>",
                "<b {x}>",
                "<b {x}=\"1\">",
                "<b a{x}=\"1\">",
                "<b a=\"1\" {x}>",
                "<b a={x}>",
                "<b a=b{x}>",
                "<b a = {x}>",
                "</b{x}>",
                "</b title=\"{x}\">",
                "<!-- {x} -->",
                "<!--{x}-->",
                "<!{x}>",
                "<script>var a = \"{x}\";</script>",
                "<SCRIPT>{x}</SCRIPT>",
                "<script src=\"/{x}.js\"></script>",
                "<script type=\"application/json\">{x}</script>",
                "<style>b {{ color: {x} }}</style>",
                "<iframe>{x}</iframe>",
                "<noscript>{x}</noscript>",
                "<iframe srcdoc=\"{x}\"></iframe>",
                "<iframe src=\"{x}\"></iframe>",
                "<iframe src=\"https://{x}/\"></iframe>",
                "<link href=\"{x}\">",
                "<object data=\"/{x}\"></object>",
                "<base href=\"/{x}/\">",
                "<meta http-equiv=\"refresh\" content=\"0;url={x}\">",
                "<svg><animate attributeName=\"href\" to=\"{x}\"/></svg>",
                "<b onclick=\"f('{x}')\">",
                "<b ONCLICK='{x}'>",
                "<b @click=\"{x}\">",
                "<a href=\"javascript:f('{x}')\">",
                "<a href=\"java{x}script:1\">",
                "<a href=\"{x}:alert(1)\">",
                "<a href=\"javascript&colon;{x}\">",
                "<a href=\"data:text/html,{x}\">",
                "<svg><title><iframe src='{x}'></iframe></title></svg>",
                "<svg><title><b>{x}</b></title></svg>",
                "<svg><style>{x}</style></svg>",
                "<svg><style><b></style></svg><p>{x}",
                "<svg><style><!--</style>--></svg><p>{x}",
                "<svg><title></svg></title><title><iframe src='{x}'></iframe></title>",
                "<svg><desc></svg><title><iframe src='{x}'></iframe></title></desc></svg>",
                "<svg><foreignObject></svg><xmp><b title='</xmp><script>'></foreignObject></svg>{x}",
                "<math><mtext></math><textarea><img title='</textarea>'>{x}",
                "<svg><svg></svg><title><iframe src='{x}'></iframe></title></svg>",
                "<script><!--<script></script>{x}--></script>",
                "<script><!--<script></script>--></script><p title='{x}'>",
                "<iframe src='/\t/{x}/'></iframe>",
                "<iframe src='/\n/{x}/'></iframe>",
                "<iframe src='/&#47;{x}/'></iframe>",
                "<iframe src='&sol;/{x}/'></iframe>",
                "<iframe src='https:/\n/{x}/'></iframe>",
                "<iframe src='ht\ntps://{x}/'></iframe>",
                "<iframe src='\u0001//{x}/'></iframe>",
            })
    void refusesAPlaceholderWhereNoValueIsSafe(String html) {
        Template template = Template.parse(html);
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> HtmlPlaces.of(template))
                .getMessage());
        assertTrue(message.contains("expected") || message.contains("no placeholder is safe"), message);
    }

    /** Browsers see a link there, so the value is held to what a link may say. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg><title><a href=\"{x}\"></title></svg>",
                "<svg><textarea><a xlink:href=\"{x}\"></textarea></svg>"
            })
    void takesALinkInATitleOfSvgForALink(String html) {
        assertEquals(List.of(Place.URL), HtmlPlaces.of(Template.parse(html)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg><title>{x}</title><path d='M0 0'/></svg>",
                "<svg><style>.a {{ fill: red }}</style><text>{x}</text></svg><p>{x}</p>",
                "<svg><title>a</title></svg><textarea>{x}</textarea>",
                "<svg/><title>{x}</title>",
                "<svg><text>{x}</text></svg><style>b {{}}</style><p title='{x}'>",
                "<math><mi>{x}</mi></math>",
                "<svg><desc>{x}</desc></svg><p title='{x}'>",
                "<script>1</script><p>{x}",
                "<iframe src='/a&amp;b/{x}/'></iframe>",
                "<iframe src='/search?a=1&amp;q={x}'></iframe>"
            })
    void takesAPlaceholderWhereBrowsersAgree(String html) {
        assertFalse(HtmlPlaces.of(Template.parse(html)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a <",
                "a <b",
                "<b a=\"1",
                "<!-- a",
                "<script>1",
                "<textarea>",
                "<plaintext>",
                "<?php",
                "<![CDATA[a"
            })
    void refusesHtmlThatWouldSwallowThePage(String html) {
        assertThrows(IllegalArgumentException.class, () -> HtmlPlaces.of(Template.parse(html)));
    }

    @Test
    void namesTheEditThatItRefuses() {
        Edit edit = new Edit("#buy", Action.ATTRIBUTE, "onClick", "buy('{plan}')");
        assertEquals(
                "content for \"#buy\", attribute \"buy('{plan}')\": attribute \"onclick\": no placeholder is safe in it",
                assertThrows(IllegalArgumentException.class, () -> CompiledEdit.of(edit))
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x>", "", "=a", "@click", "a\"b"})
    void refusesWhatIsNoAttributesName(String name) {
        Edit edit = new Edit("#buy", Action.ATTRIBUTE, name, "1");
        assertThrows(IllegalArgumentException.class, () -> CompiledEdit.of(edit));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.com/a?b=c&d#e | https://example.com/a?b=c&d#e",
                "HTTP://example.com | HTTP://example.com",
                "mailto:a@example.com | mailto:a@example.com",
                "/a b | /a%20b",
                "a/b:c | a/b:c",
                "?q=javascript:1 | ?q=javascript:1",
                "Zoë | Zo%C3%AB",
            })
    void letsAUrlThrough(String value, String written) {
        assertEquals(written, Place.URL.encode(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:1",
                " JavaScript:1",
                "data:text/html,1",
                "vbscript:1",
                "blob:x",
                "file:///etc/passwd",
                ":"
            })
    void refusesAUrlOfAnotherScheme(String value) {
        assertNull(Place.URL.encode(value));
    }

    @Test
    void leavesNoSchemeToAUrlThatHidesIt() {
        assertEquals(
                List.of("java%0Ascript", "java%09script"), List.of(encoded("java\nscript"), encoded("java\tscript")));
        assertNull(Place.URL.encode("java\nscript:1"));
        assertNull(Place.URL.encode("\u0001javascript:1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a/b | a%2Fb", "../x | ..%2Fx", "a&b=c | a%26b%3Dc", "50% | 50%25", "javascript:1 | javascript%3A1"
            })
    void keepsAValueInsideItsPartOfAUrl(String value, String written) {
        assertEquals(written, Place.URL_PART.encode(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void refusesDotsThatLeadOutOfAFolder(String value) {
        assertNull(Place.URL_PART.encode(value));
        assertNull(Place.URL_HOST.encode(value));
        assertNull(Place.STYLE.encode(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#ff0000", "12", "1.5rem", "50%", "bold", "rgb(255 0 0)"})
    void letsAWordANumberOrAColourIntoAStyle(String value) {
        String written = Place.STYLE.encode(value);
        assertTrue(written != null && written.matches("[A-Za-z0-9_.%#-]+"), written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"red;", "url(x)", "a b", "expression(1)", "\\72 ed", "/*", "'", "\"", "1}", "a:b", ""})
    void refusesAllElseInAStyle(String value) {
        assertNull(Place.STYLE.encode(value));
    }

    private static String encoded(String value) {
        return String.valueOf(Place.URL.encode(value));
    }
}
