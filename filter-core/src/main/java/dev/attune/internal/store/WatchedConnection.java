package dev.attune.internal.store;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.GenericMapOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis that is tried until it stands, and then asked once a second for its role: where Redis is frozen, or a
 * network swallows all bytes, nothing is closed and no error comes. One that stays silent for some seconds, or that leads to a
 * replica since a failover, is replaced.
 */
final class WatchedConnection implements AutoCloseable {
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** A Redis that syncs a thousand updates, or a queue of them before the question, takes less than this. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private static final int MOST_MISSED = 3;

    private final RedisRuntime runtime;
    private final RedisURI uri;
    private final boolean isInCluster;
    private final Listener listener;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> current;
    private volatile boolean isClosed;
    private int missed;

    /** @param isInCluster whether a node of a Cluster is expected there, and nothing else */
    WatchedConnection(RedisRuntime runtime, RedisURI uri, boolean isInCluster, Listener listener) {
        this.runtime = runtime;
        this.uri = uri;
        this.isInCluster = isInCluster;
        this.listener = listener;
    }

    /** Hears how the connection fares. */
    interface Listener {
        /** A new connection stands. When it is lost, Lettuce brings the same one back. */
        default void connected(StatefulRedisConnection<String, byte[]> connection) {}

        /** The connection was of no use any more, and another takes its place. */
        default void replaced() {}

        /** There is no connection that could be used. */
        void failed(String reason);
    }

    void connect() {
        if (isClosed) {
            return;
        }
        CompletionStage<StatefulRedisConnection<String, byte[]>> connecting = runtime.connect(CODEC, uri);
        connecting.whenComplete((connection, failure) -> {
            if (failure != null) {
                again(RedisRuntime.reason(failure) + (uri.isSsl() ? " (with TLS)" : ""));
                return;
            }
            hello(connection).whenComplete((about, silence) -> {
                String misfit = silence == null ? misfit(about) : RedisRuntime.reason(silence);
                if (misfit != null) {
                    var unused = connection.closeAsync();
                    again(misfit);
                    return;
                }
                missed = 0;
                current = connection;
                if (isClosed) {
                    close();
                    return;
                }
                listener.connected(connection);
                runtime.after(BEAT, () -> beat(connection));
            });
        });
    }

    private void again(String reason) {
        if (!isClosed) {
            listener.failed(reason);
            runtime.after(RETRY, this::connect);
        }
    }

    /** Returns the connection, which may be down, or null while there is none. */
    @Nullable
    StatefulRedisConnection<String, byte[]> get() {
        return current;
    }

    /** Asks for the server's role: the one question that no access rule of Redis forbids. */
    private static CompletionStage<Map<String, Object>> hello(StatefulRedisConnection<String, byte[]> connection) {
        return connection
                .async()
                .dispatch(CommandType.HELLO, new GenericMapOutput<>(CODEC), new CommandArgs<>(CODEC).add(3));
    }

    /** Returns why the server cannot be used, or null where it can. */
    private @Nullable String misfit(Map<String, Object> about) {
        String mode = text(about.get("mode"));
        if (mode.equals("cluster") != isInCluster) {
            return isInCluster
                    ? "it is not a node of a Redis Cluster; set store to redis://"
                    : "it is a node of a Redis Cluster; set store to redis-cluster://";
        }
        if (mode.equals("sentinel")) {
            return "it is a Sentinel; set store to redis-sentinel://…#NAME";
        }
        return text(about.get("role")).equals("replica")
                ? "it is a replica, which takes no updates; name the primary, or use redis-sentinel://"
                : null;
    }

    private static String text(@Nullable Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }

    private void beat(StatefulRedisConnection<String, byte[]> connection) {
        if (isClosed) {
            return;
        }
        hello(connection).whenComplete((about, failure) -> {
            // One that is down is Lettuce's to bring back.
            boolean isSilent = RedisRuntime.cause(failure) instanceof RedisCommandTimeoutException;
            missed = isSilent ? missed + 1 : 0;
            String misfit = failure == null ? misfit(about) : null;
            if (missed < MOST_MISSED && misfit == null) {
                runtime.after(BEAT, () -> beat(connection));
                return;
            }
            current = null;
            listener.failed(misfit == null ? "it does not answer; another connection is tried" : misfit);
            listener.replaced();
            var unused = connection.closeAsync();
            connect();
        });
    }

    /** Ends the watch and the connection. */
    @Override
    public void close() {
        isClosed = true;
        StatefulRedisConnection<String, byte[]> connection = current;
        if (connection != null) {
            var unused = connection.closeAsync();
        }
    }
}
