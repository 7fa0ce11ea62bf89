package dev.attune.jakarta.internal.visitor;

import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Settings;
import dev.attune.internal.lookup.LookupSettings;
import dev.attune.internal.lookup.ProfileClient;
import dev.attune.internal.segment.ProfilesApi;
import dev.attune.internal.store.ProfileStore;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/**
 * Where profiles come from: the look-up client and the store beside it. Holds threads, files and
 * connections until it is closed.
 */
public record Profiles(ProfileClient client, @Nullable ProfileStore store) implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Profiles.class.getPackageName());

    /**
     * Starts what the settings ask for; null where they name neither a Profiles API nor a store, so that no visitor can ever be
     * known.
     */
    public static @Nullable Profiles start(Configuration configuration, ServletContext context) {
        // The store first: it is what may refuse, and then nothing else must be left open.
        ProfileStore store = StoreStart.of(configuration, context);
        ProfilesApi api = api(configuration);
        if (api == null) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Attune: without profilesSpace and profilesToken "
                            + (store == null ? "every visitor is an unknown one" : "only pushed traits are known"));
            if (store == null) {
                return null;
            }
        }
        ProfileClient client = ProfileClient.start(
                new LookupSettings(
                        configuration.get(Settings.PROFILE_BUDGET),
                        configuration.get(Settings.PROFILE_TTL),
                        configuration.get(Settings.PROFILE_STALE_TTL),
                        configuration.get(Settings.UNKNOWN_PROFILE_TTL),
                        configuration.get(Settings.CACHE_ENTRIES),
                        configuration.get(Settings.CACHE_SIZE),
                        configuration.get(Settings.PROFILES_RATE)),
                api,
                store);
        return new Profiles(client, store);
    }

    private static @Nullable ProfilesApi api(Configuration configuration) {
        String space = configuration.find(Settings.PROFILES_SPACE);
        String token = configuration.find(Settings.PROFILES_TOKEN);
        return space == null || token == null
                ? null
                : ProfilesApi.open(
                        configuration.get(Settings.PROFILES_URL),
                        space,
                        token,
                        configuration.get(Settings.PROFILES_TIMEOUT));
    }

    @Override
    public void close() {
        client.close();
        if (store != null) {
            store.close();
        }
    }
}
