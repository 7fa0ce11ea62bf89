package dev.attune.jakarta.internal.explain;

import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.experiment.VisitorIds;
import dev.attune.jakarta.internal.endpoint.Endpoint;
import dev.attune.jakarta.internal.endpoint.JsonAnswer;
import dev.attune.jakarta.internal.endpoint.OwnPage;
import dev.attune.jakarta.internal.endpoint.SameOrigin;
import dev.attune.jakarta.preview.PreviewLink;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says what becomes of a page and why, and makes preview links: for those who may. All others get the form that asks for
 * the key, whatever they ask for. Thread-safe.
 */
public final class ExplainEndpoint implements Endpoint {
    /** What a question consists of. It stays in the URL while the key is asked for; the key never stands there. */
    private static final List<String> QUESTION = List.of("path", "user", "anonymous", "trust");

    private final ExplainAccess access;
    private final Function<PreviewLink, String> linkSigner;
    private final Question.Answerer answerer;

    /**
     * @param linkSigner returns the URL of a preview link
     * @param answerer explains the site's pages
     */
    public ExplainEndpoint(ExplainAccess access, Function<PreviewLink, String> linkSigner, Question.Answerer answerer) {
        this.access = access;
        this.linkSigner = linkSigner;
        this.answerer = answerer;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getMethod()) {
            case "GET", "HEAD" -> show(request, response);
            case "POST" -> act(request, response);
            default -> {
                response.setHeader("Allow", "GET, HEAD, POST");
                refuse(request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "Pages are explained with GET.");
            }
        }
    }

    private void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isGranted(request)) {
            askForKey(request, response, HttpServletResponse.SC_UNAUTHORIZED, null);
            return;
        }
        Fields fields = Fields.ofQuery(request);
        PageReport report = report(fields, request, response);
        if (report == null) {
            return;
        }
        if (wantsJson(request)) {
            json(response, HttpServletResponse.SC_OK, ReportJson.of(report));
        } else {
            ReportPage.of(report, fields).send(request, response, HttpServletResponse.SC_OK);
        }
    }

    /** Returns the answer, or null where the question was refused. */
    private @Nullable PageReport report(Fields fields, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            return answerer.answer(new Question(path(fields), visitor(fields)), request);
        } catch (IllegalArgumentException e) {
            refuse(request, response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String path(Fields fields) {
        return fields.of("path").isEmpty() ? "/" : fields.of("path");
    }

    private static @Nullable Visitor visitor(Fields fields) {
        String user = fields.of("user");
        String anonymous = fields.of("anonymous");
        if (user.isEmpty() && anonymous.isEmpty()) {
            return null;
        }
        ProfileKey key = user.isEmpty()
                ? ProfileKey.of(ProfileKey.ANONYMOUS_ID, anonymous)
                : ProfileKey.of(ProfileKey.USER_ID, user);
        if (key == null) {
            throw new IllegalArgumentException("This id names no visitor.");
        }
        return new Visitor(Profile.unknown(), key, trust(fields))
                .withIds(new VisitorIds(user.isEmpty() ? null : user, anonymous.isEmpty() ? null : anonymous));
    }

    private static Trust trust(Fields fields) {
        for (Trust trust : Trust.values()) {
            if (trust.label().equals(fields.of("trust"))) {
                return trust;
            }
        }
        return Trust.PRINCIPAL;
    }

    private void act(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Fields fields = SameOrigin.isSenderOf(request) ? Fields.ofBody(request) : null;
        if (fields == null) {
            refuse(request, response, HttpServletResponse.SC_BAD_REQUEST, "This is no form of Attune's.");
        } else if (fields.of("do").equals("enter")) {
            enter(fields, request, response);
        } else if (!isGranted(request)) {
            askForKey(request, response, HttpServletResponse.SC_UNAUTHORIZED, null);
        } else if (fields.of("do").equals("leave")) {
            access.leave(request, response);
            comeBack(request, response);
        } else {
            makeLink(fields, request, response);
        }
    }

    private void enter(Fields fields, HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (access.enter(fields.of("key"), request, response)) {
            case OPEN -> comeBack(request, response);
            case WRONG -> askForKey(request, response, HttpServletResponse.SC_FORBIDDEN, "This is not the key.");
            case LATER -> {
                response.setHeader("Retry-After", "60");
                askForKey(request, response, 429, "Too many wrong keys. Try again in a minute.");
            }
        }
    }

    private void makeLink(Fields fields, HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageReport report = report(fields, request, response);
        if (report == null) {
            return;
        }
        String link;
        try {
            link = linkSigner.apply(LinkForm.read(path(fields), fields));
        } catch (IllegalArgumentException e) {
            noLink(report, fields, String.valueOf(e.getMessage()), request, response);
            return;
        }
        if (wantsJson(request)) {
            json(response, HttpServletResponse.SC_OK, Map.of("link", link));
        } else {
            ReportPage.withLink(report, fields, origin(request) + link)
                    .send(request, response, HttpServletResponse.SC_OK);
        }
    }

    /** Shows the form again with all that its sender typed. */
    private static void noLink(
            PageReport report, Fields fields, String why, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int status = HttpServletResponse.SC_BAD_REQUEST;
        if (wantsJson(request)) {
            json(response, status, Map.of("error", "No link: " + why));
        } else {
            ReportPage.withoutLink(report, fields, "No link: " + why).send(request, response, status);
        }
    }

    /** Returns the scheme, host and port that the request was sent to, as far as the container knows them. */
    private static String origin(HttpServletRequest request) {
        StringBuffer url = request.getRequestURL();
        int path = url.indexOf("/", url.indexOf("//") + 2);
        return path < 0 ? url.toString() : url.substring(0, path);
    }

    /**
     * Whether a request may see profiles. A session is for people who go to the page: where the browser says that a script
     * or a frame asks (Fetch Metadata), it does not count.
     */
    private boolean isGranted(HttpServletRequest request) {
        return switch (access.of(request)) {
            case NONE -> false;
            case KEY -> true;
            case SESSION -> {
                String destination = request.getHeader("Sec-Fetch-Dest");
                yield destination == null || destination.equals("document");
            }
        };
    }

    private static boolean wantsJson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("application/json") && !accept.contains("text/html");
    }

    private static void askForKey(
            HttpServletRequest request, HttpServletResponse response, int status, @Nullable String problem)
            throws IOException {
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            // A scheme that no browser knows, so that it shows the form and no dialogue of its own.
            response.setHeader("WWW-Authenticate", ExplainAccess.HEADER);
        }
        if (wantsJson(request)) {
            json(response, status, Map.of("error", problem == null ? "the key goes into Attune-Explain" : problem));
        } else {
            ReportPage.askForKey(problem).send(request, response, status);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        if (wantsJson(request)) {
            json(response, status, Map.of("error", message));
        } else {
            ReportPage.problem(message).send(request, response, status);
        }
    }

    private static void json(HttpServletResponse response, int status, Map<String, ?> json) throws IOException {
        OwnPage.forNobodyElse(response);
        JsonAnswer.send(response, status, json);
    }

    /** Shows the page itself after a form, so that a reload sends nothing twice. */
    private static void comeBack(HttpServletRequest request, HttpServletResponse response) {
        OwnPage.forNobodyElse(response);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", "explain" + Fields.ofQuery(request).query(QUESTION));
        response.setContentLength(0);
    }
}
