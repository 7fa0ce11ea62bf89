package dev.attune.jakarta.internal.endpoint;

import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.CallCredentials;
import dev.attune.internal.segment.CallRefused;
import dev.attune.internal.store.ProfileStore;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Forgets a visitor: {@code DELETE …/profiles/user_id:ID}, behind the webhook's credentials. 204 means that it is
 * durable, whether or not anything was known; 503 that it may be sent again. Thread-safe.
 */
public final class ErasureEndpoint implements Endpoint {
    private static final String FOLDER = "/profiles/";
    private static final Set<String> TYPES = Set.of(ProfileKey.USER_ID, ProfileKey.ANONYMOUS_ID);

    private final WrongCredentials wrongCredentials = new WrongCredentials(Ticker.SYSTEM);
    private final CallCredentials credentials;
    private final ProfileStore store;
    private final InstantSource clock;

    /**
     * @param credentials what a call must show, an {@code Authorization} header among it
     * @param store has to forget the visitor; not closed by the endpoint
     */
    public ErasureEndpoint(CallCredentials credentials, ProfileStore store) {
        if (!credentials.haveAuthorization()) {
            throw new IllegalArgumentException("a deletion has no body, so a signature proves nothing of it");
        }
        this.credentials = credentials;
        this.store = store;
        this.clock = InstantSource.system();
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProfileUpdate deletion;
        try {
            if (!request.getMethod().equals("DELETE")) {
                response.setHeader("Allow", "DELETE");
                throw new CallRefused(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "a profile is erased with DELETE");
            }
            credentials.checkAuthorization(request.getHeader("Authorization"));
            deletion = new ProfileUpdate.Deleted(key(request.getRequestURI()), clock.instant());
        } catch (CallRefused e) {
            if (e.status() == HttpServletResponse.SC_UNAUTHORIZED) {
                wrongCredentials.refuse(request, response, e);
            } else {
                JsonAnswer.refuse(response, e);
            }
            return;
        }
        new Answer(request, response).after(store.merge(List.of(deletion)));
    }

    /**
     * Reads the key from the path as it was sent: containers take parameters, dots and slashes out of a decoded one, and the
     * erased visitor must be the named one.
     */
    private static ProfileKey key(String uri) {
        int folder = uri.lastIndexOf(FOLDER);
        String segment = folder < 0 ? "" : uri.substring(folder + FOLDER.length());
        String name = segment.indexOf('/') < 0 && segment.indexOf(';') < 0 ? decoded(segment) : "";
        int colon = name.indexOf(':');
        String id = name.substring(colon + 1).strip();
        ProfileKey key = colon < 0 || !TYPES.contains(name.substring(0, colon)) || id.indexOf('\uFFFD') >= 0
                ? null
                : ProfileKey.of(name.substring(0, colon), id);
        if (key == null) {
            throw new CallRefused(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "the path ends in /profiles/user_id:ID or /profiles/anonymous_id:ID, percent-encoded");
        }
        return key;
    }

    /** Returns a path segment decoded as UTF-8 (RFC 3986), or {@code ""} where it is none. */
    private static String decoded(String segment) {
        try {
            return URI.create("/" + segment).getPath().substring(1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The answer to a deletion that the store is merging. */
    private static final class Answer extends LateAnswer {
        Answer(HttpServletRequest request, HttpServletResponse response) {
            super(request, response);
        }

        @Override
        protected void accept() {
            response.setHeader("Cache-Control", "no-store");
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        }
    }
}
