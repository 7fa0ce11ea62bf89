package dev.attune.jakarta.internal.analytics;

import dev.attune.internal.analytics.EventRelay;
import dev.attune.internal.analytics.LibraryFiles;
import dev.attune.internal.analytics.LibrarySource;
import dev.attune.internal.config.AnalyticsSettings;
import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Features;
import dev.attune.internal.config.Settings;
import dev.attune.internal.config.Switch;
import dev.attune.internal.request.RequestReader;
import dev.attune.internal.runtime.Ticker;
import dev.attune.jakarta.internal.endpoint.Endpoint;
import dev.attune.jakarta.internal.rules.RequestPath;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** analytics.js and its events on the own domain. Holds threads and connections until it is closed. */
public final class Analytics implements AutoCloseable {
    /** What stands in pages in the place of a write key that is hidden. */
    private static final String HIDDEN_KEY = "site";

    /** Nothing: there is no write key. */
    private static final Analytics NONE = new Analytics(null, null, Map.of(), null);

    private final @Nullable EventRelay relay;
    private final @Nullable LibraryFiles files;
    private final Map<String, Endpoint> endpoints;
    private final @Nullable String shownKey;

    private Analytics(
            @Nullable EventRelay relay,
            @Nullable LibraryFiles files,
            Map<String, Endpoint> endpoints,
            @Nullable String shownKey) {
        this.relay = relay;
        this.files = files;
        this.endpoints = Map.copyOf(endpoints);
        this.shownKey = shownKey;
    }

    /**
     * Starts what the settings ask for.
     *
     * @param ownPaths the path of Attune's endpoints inside the web app, with a slash at its end
     * @param reader tells where visitors are
     * @param mayKnow whether a visitor has agreed to be known
     * @param features says what is switched on now
     */
    public static Analytics start(
            Configuration configuration,
            String ownPaths,
            RequestReader reader,
            Predicate<HttpServletRequest> mayKnow,
            Supplier<Features> features) {
        String key = configuration.find(AnalyticsSettings.ANALYTICS_WRITE_KEY);
        if (key == null) {
            return NONE;
        }
        boolean isKeyHidden = configuration.get(AnalyticsSettings.ANALYTICS_REDACT_KEY) == Switch.ON;
        String shownKey = isKeyHidden ? HIDDEN_KEY : key;
        EventRelay relay = new EventRelay(configuration.get(Settings.TRACKING_URL), key, InstantSource.system());
        LibraryFiles library = new LibraryFiles(
                new LibrarySource(configuration.get(AnalyticsSettings.ANALYTICS_CDN_URL), key, shownKey),
                Ticker.SYSTEM);
        Endpoint files = new FilesEndpoint(
                library, ownPaths, shownKey, key, () -> features.get().files());
        Endpoint events =
                new EventsEndpoint(relay, new EventContext(reader, features, InstantSource.system()), mayKnow);
        return new Analytics(
                relay,
                library,
                Map.of(
                        "analytics.js/", files,
                        "analytics-next/", files,
                        "next-integrations/", files,
                        "v1/", (request, response) -> answer(request, response, files, events, features)),
                shownKey);
    }

    private static void answer(
            HttpServletRequest request,
            HttpServletResponse response,
            Endpoint files,
            Endpoint events,
            Supplier<Features> features)
            throws IOException, ServletException {
        if (RequestPath.isReading(request)) {
            files.handle(request, response);
        } else if (features.get().events()) {
            events.handle(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** Returns the endpoints by path. */
    public Map<String, Endpoint> endpoints() {
        return endpoints;
    }

    /** Returns the write key as pages show it, or null where there is none. */
    public @Nullable String shownKey() {
        return shownKey;
    }

    @Override
    public void close() {
        if (relay != null) {
            relay.close();
        }
        if (files != null) {
            files.close();
        }
    }
}
