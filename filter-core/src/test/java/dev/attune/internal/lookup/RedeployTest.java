package dev.attune.internal.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.attune.internal.runtime.PublishedMeters;
import dev.attune.internal.segment.ProfilesApi;
import dev.attune.internal.segment.StandInApi;
import dev.attune.internal.store.EmbeddedProfileStore;
import dev.attune.internal.store.ProfileStore;
import dev.attune.internal.store.RedisProfileStore;
import dev.attune.internal.store.RedisServer;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileUpdate;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A web app that is deployed again and again lets go of threads, files and its class loader. */
@Timeout(120)
class RedeployTest {
    @TempDir
    Path directory;

    /** What a web app does in its life; loaded by a class loader of its own. */
    public static final class App implements Runnable {
        static URI api = URI.create("http://127.0.0.1");
        static String redis = "";
        static Path directory = Path.of("");

        /**
         * Called by the container: the app's own classes see none of the test's.
         *
         * @param redisUrl where profiles are kept, or "" for the directory
         */
        public static void configure(URI apiUrl, String redisUrl, Path storeDirectory) {
            api = apiUrl;
            redis = redisUrl;
            directory = storeDirectory;
        }

        private static ProfileStore store() {
            return redis.isEmpty()
                    ? EmbeddedProfileStore.open(directory, Duration.ofDays(1))
                    : RedisProfileStore.open(redis, Duration.ofDays(1));
        }

        /** A Redis that is there is connected to behind the start. */
        private static void merge(ProfileStore store, ProfileUpdate update) {
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (true) {
                try {
                    store.merge(List.of(update)).join();
                    return;
                } catch (CompletionException e) {
                    if (System.nanoTime() > end) {
                        throw e;
                    }
                }
            }
        }

        @Override
        public void run() {
            try (ProfileStore store = store();
                    ProfileClient client = ProfileClient.start(
                            new LookupSettings(
                                    Duration.ofSeconds(20), Duration.ZERO, Duration.ZERO, Duration.ZERO, 100, 100),
                            ProfilesApi.open(api, "space", "token", Duration.ofSeconds(20)),
                            store)) {
                PublishedMeters meters = PublishedMeters.of("/redeployed", List.of(LookupMeters.of(client)));
                ProfileKey key = ProfileKey.user("jane");
                merge(store, new ProfileUpdate.Pushed(key, Instant.now(), Map.of("vip", true)));
                if (!client.find(key).await().profile().text("location").equals("EU")) {
                    throw new IllegalStateException("the app did not work");
                }
                meters.close();
            }
        }
    }

    @Test
    void tenTimes() throws Exception {
        assertLetGoOf(10, "");
    }

    @Test
    void fourTimesWithRedis() throws Exception {
        try (RedisServer redis = RedisServer.start(directory)) {
            assertLetGoOf(4, redis.url());
        }
    }

    private void assertLetGoOf(int times, String redis) throws Exception {
        try (StandInApi api = new StandInApi(StandInApi.json("{\"traits\":{\"location\":\"EU\"}}"))) {
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                loaders.add(deployAndUndeploy(api.url(), redis));
            }
            await(
                    "threads of an undeployed app",
                    () -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("attune-")));
            await("class loaders of undeployed apps", () -> loaders.stream().allMatch(loader -> loader.get() == null));
        }
    }

    private WeakReference<ClassLoader> deployAndUndeploy(URI api, String redis) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader container = thread.getContextClassLoader();
        ClassLoader app = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
        thread.setContextClassLoader(app);
        try {
            Class<?> type = app.loadClass(App.class.getName());
            assertEquals(app, type.getClassLoader());
            type.getMethod("configure", URI.class, String.class, Path.class).invoke(null, api, redis, directory);
            ((Runnable) type.getConstructor().newInstance()).run();
        } finally {
            thread.setContextClassLoader(container);
        }
        return new WeakReference<>(app);
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    private static void await(String what, BooleanSupplier isGone) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!isGone.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, () -> "still there: " + what + threads());
            System.gc();
        }
    }

    private static String threads() {
        StringBuilder names = new StringBuilder();
        Thread.getAllStackTraces()
                .keySet()
                .forEach(thread -> names.append("\n  ").append(thread.getName()));
        return names.toString();
    }
}
