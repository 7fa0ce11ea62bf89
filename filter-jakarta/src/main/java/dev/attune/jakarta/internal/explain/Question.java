package dev.attune.jakarta.internal.explain;

import dev.attune.decision.Visitor;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants explained.
 *
 * @param path the page's URL path, as a browser shows it
 * @param visitor for whom, without a profile; or null for the visitor who asks
 */
public record Question(String path, @Nullable Visitor visitor) {
    /** Answers questions. */
    @FunctionalInterface
    public interface Answerer {
        /**
         * Returns what would become of a page.
         *
         * @throws IllegalArgumentException if there is no such path; the message says why
         */
        PageReport answer(Question question, HttpServletRequest request);
    }
}
