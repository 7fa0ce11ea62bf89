package dev.attune.internal.request;

import dev.attune.internal.config.GeoSource;
import java.io.File;
import java.io.IOException;

/** Makes what tells visitors' places, as the setting {@code geo} says. */
public final class GeoStart {
    private GeoStart() {}

    /**
     * Returns what the setting names.
     *
     * @throws IllegalArgumentException if it cannot be used; the message says why
     */
    public static Geo of(GeoSource source) {
        return switch (source.kind()) {
            case NONE -> Geo.NONE;
            case CLOUDFLARE -> HeaderGeo.CLOUDFLARE;
            case CLOUDFRONT -> HeaderGeo.CLOUDFRONT;
            case VERCEL -> HeaderGeo.VERCEL;
            case AKAMAI -> ListGeo.AKAMAI;
            case APPENGINE -> HeaderGeo.APPENGINE;
            case FASTLY -> ListGeo.fastly(source.name());
            case HEADER -> HeaderGeo.ofCountry(source.name());
            case MAXMIND -> maxMind(source.name());
        };
    }

    private static Geo maxMind(String file) {
        try {
            return MaxMindGeo.of(new File(file));
        } catch (NoClassDefFoundError e) {
            throw new IllegalArgumentException("'maxmind' needs the library com.maxmind.db:maxmind-db in the app", e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("the database '" + file + "' cannot be read: " + e.getMessage(), e);
        }
    }
}
