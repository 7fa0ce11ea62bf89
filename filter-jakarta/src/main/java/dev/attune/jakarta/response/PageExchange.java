package dev.attune.jakarta.response;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One request whose response depends on the visitor, through all its dispatches. */
public final class PageExchange {
    private PageExchange() {}

    /** Lets the app answer with its own page, behind the wrapper. To be called once a request. */
    public static void run(
            HttpServletRequest request, HttpServletResponse response, Page page, Outcomes outcomes, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(request, response);
    }

    /**
     * Lets a variation answer, behind the wrapper. To be called once a request.
     *
     * <p>If there is no such page (404 or {@code FileNotFoundException} before anything was sent), the app's own page
     * answers instead, where the container lets the filter see the forward.
     */
    public static void runVariation(
            HttpServletRequest request,
            HttpServletResponse response,
            Page page,
            Outcomes outcomes,
            RequestDispatcher variation)
            throws IOException, ServletException {
        variation.forward(request, response);
    }

    /**
     * Takes up a request that {@link #run} or {@link #runVariation} began: a FORWARD, ASYNC or ERROR dispatch, or the
     * same filter a second time.
     *
     * @return false if nobody began this request; then nothing was done and the filter decides afresh
     */
    public static boolean resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        return false;
    }
}
