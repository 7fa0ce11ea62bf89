package dev.attune.internal.consent;

import java.util.List;

/** What a request says that may tell of consent. */
public interface Signals {
    /** Returns all values of a request header, none where it is not there. */
    List<String> headers(String name);

    /** Returns the values of all cookies of a name, each as it stands in the header. */
    List<String> cookies(String name);
}
