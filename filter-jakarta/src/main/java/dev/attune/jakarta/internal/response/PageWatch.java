package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;

/** Hears what becomes of a response that is to be explained. Used by one thread at a time; never throws. */
public interface PageWatch {
    /**
     * Gets called with what became of the response, and again where that changed. Headers may be set unless it is committed, which
     * it is where the app sent its headers before any byte.
     */
    void became(Outcome outcome, HttpServletResponse response);

    /**
     * Gets called with the time that rewriting took so far, without the container's writing: when the app flushes, and at the end of the
     * page. Headers may be set unless the response is committed.
     */
    void rewrote(long nanos, HttpServletResponse response);
}
