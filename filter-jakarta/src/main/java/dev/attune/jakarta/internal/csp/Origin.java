package dev.attune.jakarta.internal.csp;

/** Where the page comes from, as far as the container knows. */
record Origin(String scheme, String host, int port) {
    static final Origin UNKNOWN = new Origin("", "", -1);
}
