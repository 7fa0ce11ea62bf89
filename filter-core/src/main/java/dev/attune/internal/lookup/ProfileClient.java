package dev.attune.internal.lookup;

import dev.attune.internal.lookup.ProfileLoader.Loaded;
import dev.attune.internal.lookup.ProfileLoader.Purpose;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Ticker;
import dev.attune.internal.segment.ProfileSource;
import dev.attune.internal.store.ProfileStore;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Looks profiles up: in the near cache, else in the store, else at the Profiles API, once for all who ask for the same
 * visitor at the same time. Thread-safe; one per web app.
 */
public final class ProfileClient implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ProfileClient.class.getPackageName());

    /** How soon a stale profile is refreshed again where that has failed. */
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

    /** Look-ups under way at once; each holds some kilobytes. */
    private static final int MOST_FLIGHTS = 4096;

    private final LookupSettings settings;
    private final long budget;
    private final Ticker ticker;
    private final ScheduledExecutorService executor;
    private final Counters counters = new Counters();
    private final ConcurrentMap<ProfileKey, Flight> flights = new ConcurrentHashMap<>();
    private final NearCache cache;
    private final CircuitBreaker breaker;
    private final CallGovernor governor;
    private final FailureLog log;
    private final ProfileLoader loader;
    private final @Nullable ProfileSource source;
    private final @Nullable ProfileStore store;
    private volatile boolean isClosed;

    ProfileClient(
            LookupSettings settings,
            @Nullable ProfileSource source,
            @Nullable ProfileStore store,
            InstantSource clock,
            Ticker ticker,
            ScheduledExecutorService executor) {
        this.settings = settings;
        this.budget = settings.budget().toNanos();
        this.source = source;
        this.store = store;
        this.ticker = ticker;
        this.executor = executor;
        this.cache = new NearCache(settings.cacheEntries(), settings.cacheBytes());
        this.breaker = new CircuitBreaker(ticker);
        this.governor = new CallGovernor(settings.rate(), ticker, executor);
        this.log = new FailureLog(LOG, ticker);
        this.loader = new ProfileLoader(settings, source, store, governor, breaker, clock, counters, log, seen());
        if (store != null) {
            store.onChange(change -> changed(change == null ? null : change.key()));
        }
    }

    private SeenVisitors seen() {
        return new SeenVisitors(settings.cacheEntries(), new SecureRandom().nextLong());
    }

    /**
     * Starts a client on two daemon threads of its own.
     *
     * @param source the Profiles API, or null where it is not to be asked; closed with the client
     * @param store where webhooks put what they bring, or null where there is none; not closed with the client
     */
    public static ProfileClient start(
            LookupSettings settings, @Nullable ProfileSource source, @Nullable ProfileStore store) {
        return new ProfileClient(settings, source, store, InstantSource.system(), Ticker.SYSTEM, LookupThreads.start());
    }

    /** Starts a look-up. Never blocks and never throws; {@link PendingProfile#await} waits. */
    public PendingProfile find(ProfileKey key) {
        return find(key, Purpose.PAGE);
    }

    /** Looks a visitor up without asking the Profiles API: for crawlers and prefetches, which are to cost no call. */
    public PendingProfile findKnown(ProfileKey key) {
        return find(key, Purpose.STORE_ALONE);
    }

    private PendingProfile find(ProfileKey key, Purpose purpose) {
        CachedProfile cached = cached(key);
        long now = ticker.nanos();
        if (cached != null && cached.isFresh(now)) {
            cached.use();
            counters.hits.increment();
            return cached;
        }
        if (cached != null && cached.isUsable(now)) {
            cached.use();
            counters.staleHits.increment();
            if (purpose == Purpose.PAGE) {
                refresh(key, cached, now);
            }
            return new FinishedLookup(cached.at(now));
        }
        if (isClosed) {
            return FinishedLookup.unavailable(Lookup.Reason.CLOSED);
        }
        counters.misses.increment();
        return new AwaitedLookup(flight(key, purpose), now + budget, ticker, counters);
    }

    private @Nullable CachedProfile cached(ProfileKey key) {
        try {
            return cache.get(key);
        } catch (IllegalStateException e) {
            // Closed meanwhile.
            return null;
        }
    }

    private void refresh(ProfileKey key, CachedProfile cached, long now) {
        if (source != null && cached.wantsRefresh(now)) {
            cached.refreshNotBefore(now + RETRY_PAUSE.toNanos());
            counters.refreshes.increment();
            var unused = flight(key, Purpose.REFRESH);
        }
    }

    /** A look-up under way, and the turn that its calls wait for. */
    private record Flight(CompletableFuture<Lookup> outcome, CallGovernor.Turn turn) {}

    /** Joins the flight that is under way for this visitor, or starts one. */
    private CompletableFuture<Lookup> flight(ProfileKey key, Purpose purpose) {
        if (flights.size() >= MOST_FLIGHTS) {
            return CompletableFuture.completedFuture(new Lookup.Unavailable(Lookup.Reason.OVERLOADED));
        }
        Flight flight = new Flight(
                new CompletableFuture<>(), purpose == Purpose.PAGE ? governor.forPage() : governor.forRefresh());
        Flight other = purpose == Purpose.STORE_ALONE ? null : flights.putIfAbsent(key, flight);
        if (other != null) {
            if (purpose == Purpose.PAGE) {
                other.turn().hurry();
            }
            return other.outcome();
        }
        try {
            executor.execute(() -> {
                try {
                    fly(key, purpose, flight);
                } catch (RuntimeException | Error e) {
                    // Else this visitor's pages would wait for this flight from now on.
                    land(key, flight, new Lookup.Unavailable(isClosed ? Lookup.Reason.CLOSED : Lookup.Reason.FAILED));
                    log.report("a look-up failed", e);
                }
            });
        } catch (RejectedExecutionException e) {
            land(key, flight, new Lookup.Unavailable(Lookup.Reason.CLOSED));
        }
        return flight.outcome();
    }

    private void fly(ProfileKey key, Purpose purpose, Flight flight) {
        long start = ticker.nanos();
        CachedProfile cached = cached(key);
        if (cached != null && cached.isFresh(start)) {
            // Another flight landed between our look into the cache and our start.
            land(key, flight, cached.await());
            return;
        }
        long stamp = cache.stamp(key);
        loader.load(key, purpose, flight.turn()).whenComplete((loaded, failure) -> {
            if (failure != null || isClosed) {
                land(key, flight, new Lookup.Unavailable(Lookup.Reason.FAILED));
                return;
            }
            Lookup outcome = new Lookup.Unavailable(Lookup.Reason.CLOSED);
            CachedProfile fresh = null;
            long now = ticker.nanos();
            try {
                fresh = keepsOld(key, loaded) ? null : toCache(loaded, now);
                if (fresh != null) {
                    cache.put(key, fresh, stamp);
                }
                outcome = outcome(loaded);
            } catch (IllegalStateException e) {
                // The cache was closed meanwhile.
                outcome = outcome(loaded);
            } finally {
                land(key, flight, outcome);
            }
            if (fresh != null && purpose == Purpose.PAGE && !fresh.isFresh(now)) {
                refresh(key, fresh, now);
            }
        });
    }

    private void land(ProfileKey key, Flight flight, Lookup outcome) {
        flights.remove(key, flight);
        flight.outcome().complete(outcome);
    }

    /** Whether the source rejects a visitor whose profile is cached: it is served on, and not refreshed for a while. */
    private boolean keepsOld(ProfileKey key, Loaded loaded) {
        CachedProfile old = loaded.failure() == Lookup.Reason.REJECTED ? cached(key) : null;
        long now = ticker.nanos();
        if (old == null || !old.isUsable(now)) {
            return false;
        }
        old.refreshNotBefore(now + settings.unknownTtl().toNanos());
        return true;
    }

    /** Returns what of a load is worth remembering, or null. */
    private @Nullable CachedProfile toCache(Loaded loaded, long now) {
        Profile profile = loaded.record().profile();
        Duration age = loaded.age();
        Lookup.Reason failure = loaded.failure();
        if (failure != null) {
            Duration pause = failure == Lookup.Reason.REJECTED ? settings.unknownTtl() : RETRY_PAUSE;
            if (!profile.isUnknown()) {
                return failure == Lookup.Reason.NOT_ASKED ? null : stopgap(loaded.record(), now, pause);
            }
            return failure == Lookup.Reason.REJECTED ? CachedProfile.rejected(now + pause.toNanos()) : null;
        }
        if (profile.isUnknown() || age == null) {
            return CachedProfile.unknown(now + settings.unknownTtl().toNanos());
        }
        long freshUntil = now + settings.ttl().minus(age).toNanos();
        return CachedProfile.found(
                loaded.record(), freshUntil, freshUntil + settings.staleTtl().toNanos());
    }

    /** The profile as known while the source fails: the next pages need not wait for it, and it is asked again behind one. */
    private CachedProfile stopgap(ProfileRecord record, long now, Duration pause) {
        CachedProfile stopgap =
                CachedProfile.found(record, now, now + settings.staleTtl().toNanos());
        stopgap.refreshNotBefore(now + pause.toNanos());
        return stopgap;
    }

    private static Lookup outcome(Loaded loaded) {
        Profile profile = loaded.record().profile();
        if (!profile.isUnknown()) {
            return new Lookup.Found(
                    profile,
                    loaded.failure() != null,
                    loaded.source(),
                    loaded.record().pulledAt());
        }
        return loaded.failure() == null ? new Lookup.Unknown() : new Lookup.Unavailable(loaded.failure());
    }

    private void changed(@Nullable ProfileKey key) {
        try {
            if (key == null) {
                cache.clear();
            } else {
                cache.invalidate(key);
            }
        } catch (IllegalStateException e) {
            // The cache is closed: nothing stale can come from it.
        }
    }

    /** Returns how look-ups have gone since the start, and how they stand. */
    public LookupHealth health() {
        return new LookupHealth(
                source != null,
                breaker.isOpen(),
                governor.isBackingOff(),
                flights.size(),
                counters.hits.sum(),
                counters.staleHits.sum(),
                counters.misses.sum(),
                counters.refreshes.sum(),
                counters.calls.sum(),
                counters.callFailures.sum(),
                counters.storeFailures.sum(),
                counters.unavailable(),
                store == null ? null : store.health());
    }

    /** Ends all look-ups, whose pages go out as for unknown visitors, and lets go of threads and cache. */
    @Override
    public void close() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        log.close();
        // No interrupts: one that meets a thread in the store's file would close the file.
        executor.shutdown();
        if (source != null) {
            source.close();
        }
        flights.forEach((key, flight) -> land(key, flight, new Lookup.Unavailable(Lookup.Reason.CLOSED)));
        cache.close();
    }
}
