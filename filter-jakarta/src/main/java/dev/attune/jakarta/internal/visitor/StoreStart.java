package dev.attune.jakarta.internal.visitor;

import dev.attune.internal.config.Configuration;
import dev.attune.internal.config.Settings;
import dev.attune.internal.config.StoreLocation;
import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.internal.store.FormerFile;
import dev.attune.internal.store.MemoryProfileStore;
import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.store.RedisProfileStore;
import dev.attune.internal.store.UnusableStoreException;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens the store that the setting {@code store} names. */
public final class StoreStart {
    private static final System.Logger LOG = System.getLogger(StoreStart.class.getPackageName());

    /** About a gigabyte of profiles. */
    private static final int MOST_IN_MEMORY = 1_000_000;

    private StoreStart() {}

    /** Returns the store, which the caller closes, or null where profiles are kept nowhere. */
    static @Nullable ProfileStore of(Configuration configuration, ServletContext context) {
        // A pulled profile is of no use once it may not even be served stale.
        Duration keepPulled =
                configuration.get(Settings.PROFILE_TTL).plus(configuration.get(Settings.PROFILE_STALE_TTL));
        StoreLocation location = location(configuration);
        try {
            if (location instanceof StoreLocation.Memory) {
                return new MemoryProfileStore(MOST_IN_MEMORY);
            }
            if (location instanceof StoreLocation.Embedded embedded) {
                return embedded(embedded.directory(), keepPulled, configuration, context);
            }
            if (location instanceof StoreLocation.Redis redis) {
                return RedisProfileStore.open(redis.address(), keepPulled);
            }
            return null;
        } catch (UnusableStoreException e) {
            throw configuration.problem(Settings.STORE, String.valueOf(e.getMessage()));
        } catch (NoClassDefFoundError e) {
            throw configuration.problem(
                    Settings.STORE, "redis needs io.lettuce:lettuce-core among the web app's libraries");
        }
    }

    public static boolean isWebhookConfigured(Configuration configuration) {
        return configuration.isSet(Settings.WEBHOOK_PASSWORD)
                || configuration.isSet(Settings.WEBHOOK_TOKEN)
                || configuration.isSet(Settings.WEBHOOK_SECRET);
    }

    private static StoreLocation location(Configuration configuration) {
        StoreLocation set = configuration.find(Settings.STORE);
        if (set == null) {
            return isWebhookConfigured(configuration) ? new StoreLocation.Embedded(null) : new StoreLocation.None();
        }
        if (set instanceof StoreLocation.None && isWebhookConfigured(configuration)) {
            throw configuration.problem(Settings.STORE, "'none' leaves the webhook nowhere to keep what it receives");
        }
        return set;
    }

    private static ProfileStore embedded(
            @Nullable Path named, Duration keepPulled, Configuration configuration, ServletContext context) {
        Path temporary = temporaryDirectory(context);
        DataDirectory directory = named == null
                ? DataDirectory.of(System::getProperty, System::getenv, context.getContextPath(), temporary)
                : new DataDirectory(named, true);
        if (directory == null) {
            throw configuration.problem(
                    Settings.STORE, "the container names no directory for data; say where with embedded:DIRECTORY");
        }
        if (directory.isLasting() && temporary != null) {
            FormerFile.moveTo(directory.path(), temporary.resolve(DataDirectory.FOLDER));
        }
        ProfileStore store = named == null
                ? EmbeddedProfileStore.openWhenFree(directory.path(), keepPulled)
                : EmbeddedProfileStore.open(directory.path(), keepPulled);
        if (directory.isLasting()) {
            LOG.log(System.Logger.Level.INFO, "Attune: pushed traits are kept in {0}", directory.path());
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: pushed traits are kept in {0}, a temporary directory. They do not outlive a new deployment and,"
                            + " with some containers, a restart. Set the system property attune.dir or the environment"
                            + " variable ATTUNE_DIR, or store to embedded:DIRECTORY or redis://HOST:PORT",
                    directory.path());
        }
        return store;
    }

    /** Servlet specification, section 4.8.1: a folder of the app's own, which need not outlive a new deployment. */
    private static @Nullable Path temporaryDirectory(ServletContext context) {
        return context.getAttribute(ServletContext.TEMPDIR) instanceof File directory ? directory.toPath() : null;
    }
}
