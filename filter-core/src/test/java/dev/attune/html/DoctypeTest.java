package dev.attune.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DoctypeTest {
    /** A paragraph does not end before a table in quirks mode. */
    @Test
    void theDoctypesThatPutBrowsersIntoQuirksModeKeepAParagraphOpenBeforeATable() {
        HtmlRewriter rewriter = HtmlRewriter.builder()
                .on("p > table", table -> table.setAttribute("x", "1"))
                .build();
        for (String[] line : Resource.table("doctypes.tsv")) {
            String doctype = line[1].translateEscapes();
            String page = doctype + "<body><p><table>";
            String quirks = page.replace("<table>", "<table x=\"1\">");
            assertEquals(line[0].equals("quirks") ? quirks : page, Rewriting.of(rewriter, page), doctype);
        }
    }
}
