package dev.attune.internal.consent;

/** The text of a cookie's value without what frameworks put around it. */
final class BareText {
    private BareText() {}

    /** Takes off quotes, and the encoding of the dots and tildes between the parts of a string of the IAB's. */
    static String of(String value) {
        String text = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
        return text.replace("%2E", ".").replace("%2e", ".").replace("%7E", "~").replace("%7e", "~");
    }
}
