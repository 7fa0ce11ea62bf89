package dev.attune.it.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Attune's own pages in the demo: explain, and the form for a preview. */
class ExplainPageChromiumIT extends DemoInChromium {
    @Test
    void aPageIsExplainedByOneClick() throws Exception {
        openControl("/shop");
        become("user_id:bob");
        chromium.open(chromium.value("document.querySelector('#explain').href"));
        assertEquals("/shop", text("h1"));
        assertTrue(text("body").contains("Order of the shelves"), text("body"));
    }

    @Test
    void theQuestionOutlivesTheFormForTheKey() {
        chromium.open(shop.url() + "attune/explain?path=/shop&user=bob&trust=signed");
        chromium.run("document.querySelector('[name=key]').value = 'not it'");
        press("[value=enter]");
        assertTrue(text("[role=alert]").contains("not the key"));
        chromium.run("document.querySelector('[name=key]').value = '" + shop.explainKey() + "'");
        press("[value=enter]");
        assertEquals("/shop", text("h1"));
        assertEquals("bob", chromium.value("document.querySelector('[name=user]').value"));
        assertEquals("signed", chromium.value("document.querySelector('[name=trust]').value"));
    }

    @Test
    void thePreviewFormKeepsWhatWasTypedAndTheLinkIsWhole() {
        chromium.open(control("explain?path=/shop"));
        chromium.run("document.querySelector('[name=traits]').value = '{\"plan\": '");
        chromium.run("document.querySelector('[name=hours]').value = '168'");
        chromium.run("document.querySelector('[name=experiment]').value = 'shelves'");
        chromium.run("document.querySelector('[name=arm]').value = 'abc'");
        press("[value=preview]");
        assertTrue(text("[role=alert]").startsWith("No link: "), text("[role=alert]"));
        assertEquals("{\"plan\":", chromium.value("document.querySelector('[name=traits]').value"));
        assertEquals("168", chromium.value("document.querySelector('[name=hours]').value"));
        assertEquals("abc", chromium.value("document.querySelector('[name=arm]').value"));
        chromium.run("document.querySelector('[name=traits]').value = '{\"first_name\": \"Dana\"}'");
        press("[value=preview]");
        assertEquals("No link: 'abc' is no whole number from 0 on", text("[role=alert]"));
        chromium.run("document.querySelector('[name=arm]').value = '1'");
        press("[value=preview]");
        String link = text("#link");
        assertTrue(link.startsWith(shop.url() + "shop?attune-preview="), link);
        assertEquals("copy", chromium.value("document.activeElement.id"));
        chromium.open(link);
        assertEquals("Hello, Dana", text("#greeting"));
        assertEquals("matcha", chromium.value("document.querySelector('#shelf a').getAttribute('href')"));
    }

    @Test
    void aPreviewLinkIsCopiedWholeFromTheControlPageAndFromTheExplainPage() throws Exception {
        chromium.allowCopies();
        openControl("/shop");
        become("user_id:anna");
        chromium.run("document.querySelector('#copy').click()");
        chromium.await("Copied", "document.querySelector('#copied').textContent");
        String link = chromium.later("navigator.clipboard.readText()");
        assertTrue(link.startsWith(shop.url() + "shop?attune-preview="), link);
        chromium.open(control("explain?path=/teapot"));
        press("[value=preview]");
        chromium.run("document.querySelector('#copy').click()");
        chromium.await("Copied", "document.querySelector('#copied').textContent");
        link = chromium.later("navigator.clipboard.readText()");
        assertTrue(link.startsWith(shop.url() + "teapot?attune-preview="), link);
        chromium.open(link);
        assertTrue(isThere("#attune-preview"));
    }

    @Test
    void theExplainPageCanBeUsedByTheKeyboard() throws Exception {
        chromium.open(control("explain?path=/shop"));
        String controls = "[...document.querySelectorAll('a[href], button, input, select, textarea, summary')]"
                + ".filter(control => control.type !== 'hidden' && control.checkVisibility())";
        List<String> all = IntStream.range(0, Integer.parseInt(chromium.value(controls + ".length")))
                .mapToObj(String::valueOf)
                .toList();
        chromium.run("document.body.tabIndex = -1; document.body.focus()");
        Set<String> reached = new LinkedHashSet<>();
        // A field for a time stops at each of its parts.
        for (int stop = 0; stop < 5 * all.size() && !reached.containsAll(all); stop++) {
            chromium.key(Keys.TAB);
            String control = chromium.value(controls + ".indexOf(document.activeElement)");
            if (!control.equals("-1")) {
                reached.add(control);
                assertTrue(
                        chromium.value("document.activeElement.matches(':focus-visible')"
                                        + " && getComputedStyle(document.activeElement).outlineStyle !== 'none'")
                                .equals("true"),
                        chromium.value("document.activeElement.outerHTML"));
            }
        }
        assertEquals(all, List.copyOf(reached), "each control, in the order of the page");
        chromium.run(
                "document.querySelector('[name=path]').value = '/about'; document.querySelector('[name=path]').focus()");
        chromium.key(Keys.ENTER);
        chromium.await("/about", "document.querySelector('h1').textContent");
    }

    @Test
    void onANarrowScreenEachReasonIsInSightAndNoOutcomeIsCutInTwo() {
        chromium.screen(390, 800, "light");
        chromium.open(control("explain?path=/shop"));
        assertTrue(text("tbody").contains("Order of the shelves"), text("tbody"));
        assertEquals(
                "",
                chromium.value(
                        "[...document.querySelectorAll('td, tbody th')].filter(cell => cell.getBoundingClientRect()"
                                + ".right > innerWidth || cell.scrollWidth > cell.clientWidth + 1).map(cell => cell.textContent)"));
        assertEquals(
                "",
                chromium.value("[...document.querySelectorAll('.badge')]"
                        + ".filter(badge => badge.getClientRects().length !== 1).map(badge => badge.textContent)"));
    }
}
