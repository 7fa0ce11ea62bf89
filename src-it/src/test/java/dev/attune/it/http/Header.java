package dev.attune.it.http;

/** A header field as it stands on the wire. */
public record Header(String name, String value) {
    boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }
}
