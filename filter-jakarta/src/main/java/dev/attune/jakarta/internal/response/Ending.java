package dev.attune.jakarta.internal.response;

import java.io.IOException;

/** The work that is left once a document has ended. */
@FunctionalInterface
interface Ending {
    void run() throws IOException;
}
