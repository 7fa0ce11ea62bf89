package dev.attune.internal.store;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.push.PushMessage;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two connections to one Redis that come back by themselves: one reads, and hears from Redis of every profile that changes
 * (RESP3 client-side caching in broadcast mode); one writes, so that waiting for replicas holds up no page.
 *
 * <p>Of what changed while a connection was down, no message came. So reading is refused until Redis sends messages again, and
 * the listener then hears that anything may have changed.
 */
final class RedisLink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RedisLink.class.getPackageName());
    private static final Duration RETRY = Duration.ofMillis(500);

    /** After a read took too long, as with a Redis that is frozen, none is tried for this long. */
    private static final long REST = Duration.ofSeconds(1).toNanos();

    private static final int MOST_REASONS = 10;

    private final RedisRuntime runtime;
    private final String name;
    private final String prefix;
    private final Consumer<@Nullable String> onChange;
    private final WatchedConnection reader;
    private final WatchedConnection writer;
    private final RedisConnectionStateListener states = new States();
    private volatile boolean isTold;
    private volatile boolean isClosed;
    private volatile long restUntil = System.nanoTime();
    private volatile String trouble = "";

    /** Two connections may fail of two reasons by turns. */
    private final Set<String> logged = new HashSet<>();

    /**
     * @param isInCluster whether the server is a node of a Cluster
     * @param prefix of all keys to hear of
     * @param onChange is given a key that changed, or null where any may have
     */
    RedisLink(
            RedisRuntime runtime,
            RedisURI uri,
            boolean isInCluster,
            String prefix,
            Consumer<@Nullable String> onChange) {
        this.runtime = runtime;
        this.name = uri.getSentinelMasterId() == null
                ? uri.getHost() + ":" + uri.getPort()
                : "the primary " + uri.getSentinelMasterId();
        this.prefix = prefix;
        this.onChange = onChange;
        reader = new WatchedConnection(runtime, uri, isInCluster, new Reading());
        writer = new WatchedConnection(runtime, uri, isInCluster, new Writing());
        runtime.addListener(states);
        reader.connect();
        writer.connect();
    }

    private final class States implements RedisConnectionStateListener {
        @Override
        public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
            // The first time the connection is not known yet; Reading does it then.
            if (connection == reader.get()) {
                askToBeTold();
            } else if (connection == writer.get()) {
                recovered();
            }
        }

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
            if (connection == reader.get() && !isClosed) {
                isTold = false;
                onChange.accept(null);
                failed("the connection was lost");
            }
        }
    }

    private final class Reading implements WatchedConnection.Listener {
        @Override
        public void connected(StatefulRedisConnection<String, byte[]> connection) {
            connection.addListener(RedisLink.this::told);
            askToBeTold();
        }

        @Override
        public void replaced() {
            isTold = false;
            onChange.accept(null);
        }

        @Override
        public void failed(String reason) {
            RedisLink.this.failed(reason);
        }
    }

    private final class Writing implements WatchedConnection.Listener {
        @Override
        public void connected(StatefulRedisConnection<String, byte[]> connection) {
            recovered();
        }

        @Override
        public void failed(String reason) {
            RedisLink.this.failed(reason);
        }
    }

    /** Each reason is logged once, until Redis can be used again. */
    private synchronized void failed(String reason) {
        if (isClosed) {
            return;
        }
        trouble = reason;
        if (logged.size() < MOST_REASONS && logged.add(reason)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: Redis at {0} cannot be used: {1}. Until it can, profiles come from the API and webhooks get 503",
                    name,
                    reason);
        }
    }

    private void askToBeTold() {
        StatefulRedisConnection<String, byte[]> connection = reader.get();
        if (connection == null) {
            return;
        }
        TrackingArgs all =
                new TrackingArgs().enabled(true).bcast().prefixes(prefix).noloop();
        CompletionStage<String> asked = connection.async().clientTracking(all);
        asked.whenComplete((done, failure) -> {
            if (failure == null) {
                // An answer may come when another connection has taken the place of this one.
                if (connection == reader.get()) {
                    told();
                }
            } else if (!isClosed && connection.isOpen()) {
                failed("it does not tell of changes: " + RedisRuntime.reason(failure));
                runtime.after(RETRY, this::askToBeTold);
            }
        });
    }

    private void told() {
        isTold = true;
        onChange.accept(null);
        recovered();
    }

    private synchronized void recovered() {
        if (stands() && !trouble.isEmpty()) {
            trouble = "";
            logged.clear();
            LOG.log(System.Logger.Level.INFO, "Attune: Redis at {0} can be used again", name);
        }
    }

    private void told(PushMessage message) {
        if (!message.getType().equals("invalidate")) {
            return;
        }
        List<Object> content = message.getContent(StandardCharsets.UTF_8::decode);
        if (content.size() > 1 && content.get(1) instanceof List<?> keys) {
            keys.forEach(key -> onChange.accept(String.valueOf(key)));
        } else {
            // FLUSHALL and its kin name no keys.
            onChange.accept(null);
        }
    }

    /**
     * Returns what reads, and writes what this process caches itself.
     *
     * @throws StoreException if reading is of no use now
     */
    RedisAsyncCommands<String, byte[]> reader() {
        StatefulRedisConnection<String, byte[]> connection = reader.get();
        if (connection == null || !isTold || restUntil - System.nanoTime() > 0) {
            throw new StoreException("Redis cannot be reached");
        }
        return connection.async();
    }

    /**
     * Returns what writes.
     *
     * @throws StoreException if it cannot be reached now
     */
    RedisAsyncCommands<String, byte[]> writer() {
        StatefulRedisConnection<String, byte[]> connection = writer.get();
        if (connection == null || !connection.isOpen()) {
            throw new StoreException("Redis cannot be reached");
        }
        return connection.async();
    }

    /** Notes how a command failed: one that took too long is a sign that the next will. */
    void failed(Throwable failure) {
        if (RedisRuntime.cause(failure) instanceof RedisCommandTimeoutException) {
            restUntil = System.nanoTime() + REST;
        }
    }

    private boolean stands() {
        StatefulRedisConnection<String, byte[]> connection = writer.get();
        return isTold && connection != null && connection.isOpen();
    }

    boolean isUp() {
        return stands() && restUntil - System.nanoTime() <= 0;
    }

    /** Says in a few words why it is not up. */
    String trouble() {
        return "Redis cannot be reached" + (trouble.isEmpty() ? "" : ": " + trouble);
    }

    @Override
    public void close() {
        isClosed = true;
        runtime.removeListener(states);
        reader.close();
        writer.close();
    }
}
