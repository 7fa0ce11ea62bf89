package dev.attune.internal.segment;

import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Ticker;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import dev.attune.profile.TraitValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Segment's Profiles API (docs "Profile API", "Get a Profile's traits"). Thread-safe.
 *
 * <p>Asks with {@code verbose=true}: it makes answers some three times as long, but is the only form that tells when each
 * trait was updated, without which an answer does not show whether it lags behind a webhook or a deletion. An answer in
 * the plain form is read as well; its traits are undated, so that they give way to what webhooks said.
 */
public final class ProfilesApi implements ProfileSource {
    private static final System.Logger LOG = System.getLogger(ProfilesApi.class.getPackageName());

    /** Segment accepts 200 by one page of its docs and 100 by another; it may well send fewer, so the cursor counts. */
    private static final int LIMIT = 200;

    private static final int MOST_PAGES = 20;
    private static final int MOST_BYTES = 2_000_000;

    private final HttpCalls http;
    private final String profilesUrl;
    private final String authorization;
    private final InstantSource clock;
    private final FailureLog log = new FailureLog(LOG, Ticker.SYSTEM);

    private ProfilesApi(HttpCalls http, URI url, String space, String token, InstantSource clock) {
        this.http = http;
        this.profilesUrl = url.toString().replaceFirst("/+$", "") + "/spaces/" + PercentEncoding.segment(space)
                + "/collections/users/profiles/";
        // The colon ends the user name of Basic credentials; the password is empty.
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((token + ":").getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
    }

    /**
     * Opens a client.
     *
     * @param url the API up to and with its version, such as {@code https://profiles.segment.com/v1}
     * @param space the space's id
     * @param token the access token; it reads every profile of the space and appears in no message
     * @param timeout the longest that one call may take, its body included
     */
    public static ProfilesApi open(URI url, String space, String token, Duration timeout) {
        return open(url, space, token, timeout, InstantSource.system());
    }

    static ProfilesApi open(URI url, String space, String token, Duration timeout, InstantSource clock) {
        return new ProfilesApi(
                new HttpCalls("the Profiles API", "attune-profiles-api", timeout, MOST_BYTES),
                url,
                space,
                token,
                clock);
    }

    @Override
    public CompletionStage<ProfileUpdate.Pulled> pull(ProfileKey key, CallGate gate) {
        return new Pull(key, gate).page(null, 1);
    }

    @Override
    public void close() {
        http.close();
    }

    /** All pages of one visitor's traits. */
    private final class Pull {
        private final ProfileKey key;
        private final CallGate gate;
        private final Instant asOf = clock.instant();
        private final Map<String, TraitValue> traits = new HashMap<>();

        Pull(ProfileKey key, CallGate gate) {
            this.key = key;
            this.gate = gate;
        }

        CompletionStage<ProfileUpdate.Pulled> page(@Nullable String cursor, int number) {
            HttpRequest request = request(cursor);
            return gate.pass(() -> http.send(request)).thenCompose(response -> {
                TraitsPage page = ApiAnswer.read(response, asOf);
                traits.putAll(page.traits());
                if (page.beyondLimits() != null) {
                    log.report("traits of a profile are left out: " + page.beyondLimits(), null);
                }
                if (page.next() == null) {
                    return CompletableFuture.completedFuture(new ProfileUpdate.Pulled(key, asOf, traits));
                }
                if (number == MOST_PAGES) {
                    log.report("a profile was cut at " + MOST_PAGES + " pages of traits", null);
                    return CompletableFuture.completedFuture(new ProfileUpdate.Pulled(key, asOf, traits));
                }
                return page(page.next(), number + 1);
            });
        }

        /** The cursor's own URL is never followed: it names a host, and the token would go there. */
        private HttpRequest request(@Nullable String cursor) {
            return HttpRequest.newBuilder(URI.create(
                            profilesUrl + PercentEncoding.segment(key.type()) + ":" + PercentEncoding.segment(key.id())
                                    + "/traits?limit=" + LIMIT + "&verbose=true"
                                    + (cursor == null ? "" : "&next=" + PercentEncoding.segment(cursor))))
                    .header("Authorization", authorization)
                    .header("Accept", "application/json")
                    .GET()
                    .build();
        }
    }
}
