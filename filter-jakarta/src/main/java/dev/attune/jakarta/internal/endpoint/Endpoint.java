package dev.attune.jakarta.internal.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers requests to one path below the route prefix. */
@FunctionalInterface
public interface Endpoint {
    void handle(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
}
