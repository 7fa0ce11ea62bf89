package dev.attune.jakarta.internal.response;

import jakarta.servlet.http.HttpServletResponse;

/** Is told what becomes of a response that somebody wants explained. Used by one thread at a time; never throws. */
public interface PageWatch {
    /**
     * Is told what became of the response, and again where that changed. Headers may be set unless it is committed, which
     * it is where the app sent its headers before any byte.
     */
    void became(Outcome outcome, HttpServletResponse response);

    /**
     * Is told how long rewriting took so far, without the container's writing: when the app flushes, and at the end of the
     * page. Headers may be set unless the response is committed.
     */
    void rewrote(long nanos, HttpServletResponse response);
}
