package dev.attune.internal.store;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.netty.util.concurrent.EventExecutorGroup;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to Redis that is tried until it stands, and then asked once a second whether anybody is there: where Redis
 * is frozen, or a network swallows what is sent, nothing is closed and nobody is told. One that stays silent for some
 * seconds is replaced.
 */
final class WatchedConnection implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WatchedConnection.class.getPackageName());
    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration BEAT = Duration.ofSeconds(1);

    /** A Redis that syncs a thousand updates, or a queue of them before the question, takes less than this. */
    static final Duration LONGEST_SILENCE = Duration.ofSeconds(1);

    private static final int MOST_MISSED = 3;

    private final RedisClient client;
    private final RedisURI uri;
    private final EventExecutorGroup timer;
    private final Listener listener;
    private volatile @Nullable StatefulRedisConnection<String, byte[]> current;
    private volatile boolean isClosed;
    private int missed;

    WatchedConnection(RedisClient client, RedisURI uri, EventExecutorGroup timer, Listener listener) {
        this.client = client;
        this.uri = uri;
        this.timer = timer;
        this.listener = listener;
    }

    /** Is told how the connection fares. */
    @FunctionalInterface
    interface Listener {
        /** A new connection stands. When it is lost, Lettuce brings the same one back. */
        void connected(StatefulRedisConnection<String, byte[]> connection);

        /** It was silent for so long that another takes its place. */
        default void replaced() {}
    }

    void connect() {
        if (isClosed) {
            return;
        }
        CompletionStage<StatefulRedisConnection<String, byte[]>> connecting = client.connectAsync(CODEC, uri);
        connecting.whenComplete((connection, failure) -> {
            if (failure != null) {
                after(RETRY, this::connect);
                return;
            }
            missed = 0;
            current = connection;
            listener.connected(connection);
            after(BEAT, () -> beat(connection));
        });
    }

    /** Returns the connection, which may be down, or null while there is none. */
    @Nullable
    StatefulRedisConnection<String, byte[]> get() {
        return current;
    }

    private void beat(StatefulRedisConnection<String, byte[]> connection) {
        CompletionStage<String> answer = connection.async().ping();
        answer.whenComplete((pong, failure) -> {
            // One that is down is Lettuce's to bring back.
            boolean isSilent = failure instanceof RedisCommandTimeoutException
                    || (failure instanceof CompletionException
                            && failure.getCause() instanceof RedisCommandTimeoutException);
            missed = isSilent ? missed + 1 : 0;
            if (missed < MOST_MISSED) {
                after(BEAT, () -> beat(connection));
                return;
            }
            LOG.log(System.Logger.Level.WARNING, "Redis does not answer; another connection is tried");
            current = null;
            listener.replaced();
            var unused = connection.closeAsync();
            connect();
        });
    }

    private void after(Duration pause, Runnable task) {
        if (isClosed) {
            return;
        }
        try {
            var unused = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
        }
    }

    /** Ends the watch; the client closes the connection. */
    @Override
    public void close() {
        isClosed = true;
    }
}
