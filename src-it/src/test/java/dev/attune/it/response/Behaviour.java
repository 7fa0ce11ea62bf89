package dev.attune.it.response;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** One way in which servlets answer. */
@FunctionalInterface
interface Behaviour {
    /** Answers a request; {@code seen} takes what the servlet observes. */
    void answer(HttpServletRequest request, HttpServletResponse response, Observations seen) throws Exception;
}
