package dev.attune.internal.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lettuce: its threads, its options, and new connections. */
final class RedisRuntime implements AutoCloseable {
    /** A handshake takes far longer than a command on a cold JVM. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration READ = Duration.ofMillis(250);
    private static final Duration WRITE = Duration.ofSeconds(3);

    private final ClientResources resources = ClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .reconnectDelay(Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS))
            .build();
    private final RedisClient client = RedisClient.create(resources);

    RedisRuntime() {
        client.setOptions(ClientOptions.builder()
                .protocolVersion(ProtocolVersion.RESP3)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(true)
                        .build())
                .timeoutOptions(TimeoutOptions.builder()
                        .timeoutSource(new TimeoutOptions.TimeoutSource() {
                            @Override
                            public long getTimeout(RedisCommand<?, ?, ?> command) {
                                return timeout(command.getType()).toMillis();
                            }
                        })
                        .build())
                .build());
    }

    private static Duration timeout(ProtocolKeyword command) {
        return command == CommandType.HGETALL
                ? READ
                : command == CommandType.HELLO ? WatchedConnection.LONGEST_SILENCE : WRITE;
    }

    /** Tells of connections that come and go. */
    void addListener(RedisConnectionStateListener listener) {
        client.addListener(listener);
    }

    void removeListener(RedisConnectionStateListener listener) {
        client.removeListener(listener);
    }

    <K, V> CompletionStage<StatefulRedisConnection<K, V>> connect(RedisCodec<K, V> codec, RedisURI uri) {
        uri.setTimeout(CONNECT);
        try {
            return client.connectAsync(codec, uri);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Does something later on a thread of Lettuce; not any more once this is closed. */
    void after(Duration pause, Runnable task) {
        try {
            var unused = resources.eventExecutorGroup().schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closed meanwhile.
        }
    }

    /** Returns what a stage failed of, without what stages and futures wrap around it. */
    static @Nullable Throwable cause(@Nullable Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** Returns the innermost reason: Lettuce's own says no more than that it cannot connect. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        String message = cause.getMessage();
        return message == null || message.isBlank() ? name : name.startsWith("Redis") ? message : name + ": " + message;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
