package dev.attune.internal.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.push.PushMessage;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two connections to Redis that come back by themselves: one reads, and is told by Redis of every profile that changes
 * (RESP3 client-side caching in broadcast mode); one writes, so that waiting for replicas holds up no page.
 *
 * <p>What changed while a connection was down was told to nobody. So reading is refused until Redis tells again, and with
 * that, whoever caches is told that anything may have changed.
 */
final class RedisLink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RedisLink.class.getPackageName());

    /** A handshake takes far longer than a command on a cold JVM. */
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final Duration READ = Duration.ofMillis(250);
    private static final Duration WRITE = Duration.ofSeconds(3);
    private static final long RETRY_MILLIS = 500;

    /** After a read took too long, as with a Redis that is frozen, none is tried for this long. */
    private static final long REST = Duration.ofSeconds(1).toNanos();

    private final String prefix;
    private final Consumer<@Nullable String> onChange;
    private final ClientResources resources;
    private final RedisClient client;
    private final WatchedConnection reader;
    private final WatchedConnection writer;
    private volatile boolean isTold;
    private volatile boolean isClosed;
    private volatile long restUntil = System.nanoTime();

    /**
     * @param prefix of all keys to be told of
     * @param onChange is given a key that changed, or null where any may have
     */
    RedisLink(RedisURI uri, String prefix, Consumer<@Nullable String> onChange) {
        this.prefix = prefix;
        this.onChange = onChange;
        uri.setTimeout(CONNECT);
        resources = ClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .reconnectDelay(
                        Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS))
                .build();
        client = RedisClient.create(resources, uri);
        reader = new WatchedConnection(client, uri, resources.eventExecutorGroup(), new Reading());
        writer = new WatchedConnection(client, uri, resources.eventExecutorGroup(), connection -> {});
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
        client.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> connection, SocketAddress address) {
                // The first time the connection is not known yet; Reading does it then.
                if (connection == reader.get()) {
                    askToBeTold();
                }
            }

            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                if (connection == reader.get() && !isClosed) {
                    isTold = false;
                    onChange.accept(null);
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "The link to Redis was lost; profiles come from the API until it is back");
                }
            }
        });
        reader.connect();
        writer.connect();
    }

    private static Duration timeout(ProtocolKeyword command) {
        return command == CommandType.HGETALL
                ? READ
                : command == CommandType.PING ? WatchedConnection.LONGEST_SILENCE : WRITE;
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
                isTold = true;
                onChange.accept(null);
            } else if (!isClosed && connection.isOpen()) {
                LOG.log(System.Logger.Level.WARNING, "Redis does not tell of changes: {0}", failure.getMessage());
                var unused =
                        resources.eventExecutorGroup().schedule(this::askToBeTold, RETRY_MILLIS, TimeUnit.MILLISECONDS);
            }
        });
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
        if (failure instanceof RedisCommandTimeoutException
                || failure.getCause() instanceof RedisCommandTimeoutException) {
            restUntil = System.nanoTime() + REST;
        }
    }

    boolean isUp() {
        StatefulRedisConnection<String, byte[]> connection = writer.get();
        return isTold && connection != null && connection.isOpen() && restUntil - System.nanoTime() <= 0;
    }

    @Override
    public void close() {
        isClosed = true;
        reader.close();
        writer.close();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
