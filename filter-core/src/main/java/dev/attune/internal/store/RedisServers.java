package dev.attune.internal.store;

import org.jspecify.annotations.Nullable;

/** The servers that keep the profiles, and which of them keeps which. Thread-safe. */
interface RedisServers extends AutoCloseable {
    /**
     * Returns the link to the server of a key.
     *
     * @throws StoreException if there is none now
     */
    RedisLink of(String key);

    /** Notes how a command failed. */
    void failed(Throwable failure);

    /** Returns why not all profiles can be read and written now, or null where they can. */
    @Nullable
    String trouble();

    @Override
    void close();

    /** One server, or the primary that Sentinels name. */
    record One(RedisLink link) implements RedisServers {
        @Override
        public RedisLink of(String key) {
            return link;
        }

        @Override
        public void failed(Throwable failure) {
            link.failed(failure);
        }

        @Override
        public @Nullable String trouble() {
            return link.isUp() ? null : link.trouble();
        }

        @Override
        public void close() {
            link.close();
        }
    }
}
