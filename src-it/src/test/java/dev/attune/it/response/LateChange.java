package dev.attune.it.response;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What an app may do after it has written, as long as nothing of that was sent. */
public enum LateChange {
    NONE {
        @Override
        void change(HttpServletRequest request, HttpServletResponse response) {
            // A page that is there as it is.
        }
    },
    SESSION {
        @Override
        void change(HttpServletRequest request, HttpServletResponse response) {
            request.getSession();
        }
    },
    COOKIE {
        @Override
        void change(HttpServletRequest request, HttpServletResponse response) {
            response.addCookie(new Cookie("late", "1"));
        }
    },
    REDIRECT {
        @Override
        void change(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendRedirect("/elsewhere");
        }
    },
    ERROR {
        @Override
        void change(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(503);
        }
    },
    EXCEPTION {
        @Override
        void change(HttpServletRequest request, HttpServletResponse response) throws ServletException {
            throw new ServletException("on purpose");
        }
    },
    RESET {
        @Override
        void change(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.reset();
            response.setContentType("text/plain");
            response.getOutputStream().print("afresh");
        }
    },
    FORWARD {
        @Override
        void change(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
            request.getRequestDispatcher("/b/late-json").forward(request, response);
        }
    };

    abstract void change(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;

    /** Changes the answer; public for JSPs. */
    public void make(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        change(request, response);
    }
}
