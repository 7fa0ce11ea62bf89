package dev.attune.internal.store;

import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The primaries of a Redis Cluster. Which of them has which slot is asked once a second, for a failover or a move of slots
 * changes it; a command that went to the wrong one fails, and comes again.
 */
final class RedisCluster implements RedisServers {
    private static final System.Logger LOG = System.getLogger(RedisCluster.class.getPackageName());
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedisRuntime runtime;
    private final List<RedisURI> seeds;
    private final String prefix;
    private final Consumer<@Nullable String> onChange;
    private volatile Slots slots = new Slots(Map.of(), new TreeMap<>());
    private volatile String trouble = "";
    private volatile boolean isClosed;
    private int asked;

    private record Range(int first, int last, RedisLink primary) {
        int size() {
            return last - first + 1;
        }
    }

    /**
     * Which primary has which slots.
     *
     * @param primaries by address
     * @param ranges by their first slots
     */
    private record Slots(Map<String, RedisLink> primaries, NavigableMap<Integer, Range> ranges) {
        @Nullable
        RedisLink of(int slot) {
            Map.Entry<Integer, Range> below = ranges.floorEntry(slot);
            return below == null || below.getValue().last() < slot
                    ? null
                    : below.getValue().primary();
        }

        boolean isWhole() {
            return ranges.values().stream().mapToInt(Range::size).sum() == SlotHash.SLOT_COUNT;
        }
    }

    /**
     * Begins to look for the Cluster.
     *
     * @param seeds some of its nodes
     */
    RedisCluster(RedisRuntime runtime, List<RedisURI> seeds, String prefix, Consumer<@Nullable String> onChange) {
        this.runtime = runtime;
        this.seeds = seeds;
        this.prefix = prefix;
        this.onChange = onChange;
        look();
    }

    /** Asks one node after the other, those that were named and those that are known now. */
    private void look() {
        if (isClosed) {
            return;
        }
        Map<String, RedisLink> known = slots.primaries();
        String[] addresses = known.keySet().toArray(new String[0]);
        int next = Math.floorMod(asked++, seeds.size() + addresses.length);
        RedisURI node = next < seeds.size() ? seeds.get(next) : at(addresses[next - seeds.size()]);
        runtime.connect(StringCodec.UTF8, node)
                .thenCompose(connection -> slots(connection).whenComplete((found, failure) -> {
                    var unused = connection.closeAsync();
                }))
                .whenComplete((found, failure) -> {
                    if (failure == null) {
                        found(found, node);
                    } else {
                        failed(node.getHost() + ":" + node.getPort() + ": " + RedisRuntime.reason(failure));
                    }
                    // Before the first answer nothing works, so the next node is asked soon.
                    runtime.after(slots.primaries().isEmpty() ? PAUSE.dividedBy(4) : PAUSE, this::look);
                });
    }

    private static CompletionStage<List<Object>> slots(StatefulRedisConnection<String, String> connection) {
        return connection.async().clusterSlots();
    }

    private synchronized void found(List<Object> ranges, RedisURI asked) {
        NavigableMap<Integer, Range> owned = new TreeMap<>();
        Map<String, RedisLink> primaries = new HashMap<>();
        Map<String, RedisLink> before = slots.primaries();
        if (isClosed) {
            return;
        }
        for (Object entry : ranges) {
            List<?> range = (List<?>) entry;
            List<?> primary = (List<?>) range.get(2);
            // A node that does not know its own address leaves it out: it is the one that was asked.
            String host = primary.get(0) == null || primary.get(0).toString().isEmpty()
                    ? asked.getHost()
                    : primary.get(0).toString();
            String address = host + ":" + primary.get(1);
            RedisLink known = before.get(address);
            RedisLink link = primaries.computeIfAbsent(
                    address,
                    unused -> known == null ? new RedisLink(runtime, at(address), true, prefix, onChange) : known);
            int first = ((Long) range.get(0)).intValue();
            owned.put(first, new Range(first, ((Long) range.get(1)).intValue(), link));
        }
        slots = new Slots(primaries, owned);
        trouble = ranges.isEmpty() ? "no node of the Cluster has a slot" : "";
        before.forEach((address, link) -> {
            if (!primaries.containsKey(address)) {
                link.close();
            }
        });
        if (!primaries.keySet().equals(before.keySet())) {
            LOG.log(System.Logger.Level.INFO, "Attune: the Redis Cluster has the primaries {0}", primaries.keySet());
            onChange.accept(null);
        }
    }

    private RedisURI at(String address) {
        int colon = address.lastIndexOf(':');
        return RedisURI.builder(seeds.get(0))
                .withHost(address.substring(0, colon))
                .withPort(Integer.parseInt(address.substring(colon + 1)))
                .build();
    }

    /** A node that is down is known by its own link; that no node at all answers is to be said here. */
    private void failed(String reason) {
        if (slots.primaries().isEmpty() && !isClosed && !reason.equals(trouble)) {
            trouble = reason;
            LOG.log(System.Logger.Level.WARNING, "Attune: the Redis Cluster cannot be used: {0}", reason);
        }
    }

    @Override
    public RedisLink of(String key) {
        RedisLink link = slots.of(SlotHash.getSlot(key));
        if (link == null) {
            throw new StoreException("Redis cannot be reached");
        }
        return link;
    }

    @Override
    public void failed(Throwable failure) {
        // Which link was asked is not known here; each has its own watch.
    }

    @Override
    public @Nullable String trouble() {
        Slots now = slots;
        if (!trouble.isEmpty() || now.primaries().isEmpty()) {
            return "the Redis Cluster cannot be reached" + (trouble.isEmpty() ? "" : ": " + trouble);
        }
        for (RedisLink link : now.primaries().values()) {
            if (!link.isUp()) {
                return link.trouble();
            }
        }
        return now.isWhole() ? null : "not all slots of the Redis Cluster have a primary";
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        slots.primaries().values().forEach(RedisLink::close);
    }
}
