package dev.attune.it.response;

/** Pages that the tests' app sends. */
final class Pages {
    static final String HEAD = "<!DOCTYPE html><html><head><title>Zoë</title></head><body>";
    static final String TAIL = "</body></html>\n";

    private Pages() {}

    static String page(int paragraphs) {
        return HEAD + "<p class='x'>Some words in a paragraph</p>\n".repeat(paragraphs) + TAIL;
    }

    /** What the visitor's page looks like. */
    static String greeted(String page, String visitor) {
        return page.replace("<head>", "<head><script>/*" + visitor + "*/</script>");
    }
}
