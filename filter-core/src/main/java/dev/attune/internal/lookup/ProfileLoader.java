package dev.attune.internal.lookup;

import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.segment.ProfileSource;
import dev.attune.internal.segment.SourceException;
import dev.attune.internal.store.ProfileStore;
import dev.attune.profile.ProfileKey;
import dev.attune.profile.ProfileRecord;
import dev.attune.profile.ProfileUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Fetches profiles that the near cache does not have: from the store those that are whole and young enough, else from the
 * source; its answer is then merged into the store. Never blocks but for what the store's {@code find} does.
 */
final class ProfileLoader {
    private final LookupSettings settings;
    private final @Nullable ProfileSource source;
    private final @Nullable ProfileStore store;
    private final CallGovernor governor;
    private final CircuitBreaker breaker;
    private final InstantSource clock;
    private final Counters counters;
    private final FailureLog log;
    private final SeenVisitors seen;
    private final FirstAnswers firstAnswers = new FirstAnswers();

    ProfileLoader(
            LookupSettings settings,
            @Nullable ProfileSource source,
            @Nullable ProfileStore store,
            CallGovernor governor,
            CircuitBreaker breaker,
            InstantSource clock,
            Counters counters,
            FailureLog log,
            SeenVisitors seen) {
        this.settings = settings;
        this.source = source;
        this.store = store;
        this.governor = governor;
        this.breaker = breaker;
        this.clock = clock;
        this.counters = counters;
        this.log = log;
        this.seen = seen;
    }

    /** What a load is for, which decides how far it goes. */
    enum Purpose {
        /** A page waits: a stale profile will do, and is refreshed afterwards. */
        PAGE,
        /** No page waits: a stale profile is the reason for this look-up. */
        REFRESH,
        /** The source must not be asked. */
        STORE_ALONE
    }

    /**
     * A loaded profile.
     *
     * @param record the profile as known
     * @param age how old it is, or null where the source has not been asked or did not answer
     * @param source where the record comes from; the store where there is none
     * @param failure why it could not be brought up to date, or null
     */
    record Loaded(ProfileRecord record, @Nullable Duration age, Lookup.Source source, Lookup.@Nullable Reason failure) {
        Loaded failed(Lookup.Reason reason) {
            return new Loaded(record, age, source, reason);
        }
    }

    /**
     * Loads a visitor. The stage never fails.
     *
     * @param turn passed before each call of the source
     */
    CompletionStage<Loaded> load(ProfileKey key, Purpose purpose, CallGovernor.Turn turn) {
        return stored(key).thenCompose(read -> {
            if (read.isFailed() && source == null) {
                return CompletableFuture.completedFuture(
                        new Loaded(ProfileRecord.empty(), null, Lookup.Source.STORE, Lookup.Reason.FAILED));
            }
            ProfileRecord stored = read.record();
            Duration age = source == null ? Duration.ZERO : age(stored);
            boolean isFresh = age != null && age.compareTo(settings.ttl()) < 0;
            boolean isTooOld = age != null && age.compareTo(settings.ttl().plus(settings.staleTtl())) >= 0;
            Loaded fallback = new Loaded(isTooOld ? ProfileRecord.empty() : stored, age, Lookup.Source.STORE, null);
            boolean isEnough = age != null && !isTooOld && !stored.profile().isUnknown();
            if (isFresh || (isEnough && purpose == Purpose.PAGE)) {
                return CompletableFuture.completedFuture(fallback);
            }
            if (source == null || purpose == Purpose.STORE_ALONE) {
                return CompletableFuture.completedFuture(fallback.failed(Lookup.Reason.NOT_ASKED));
            }
            boolean isKnown = !stored.profile().isUnknown() || seen.contains(key);
            CircuitBreaker.Answer answer = breaker.ask(isKnown || isPlain(key));
            if (answer == CircuitBreaker.Answer.NO) {
                return CompletableFuture.completedFuture(fallback.failed(Lookup.Reason.BREAKER_OPEN));
            }
            if (isKnown) {
                turn.known();
            }
            counters.calls.increment();
            return source.pull(key, turn)
                    .thenCompose(pulled -> pulled(pulled, stored))
                    .exceptionally(failure -> fallback.failed(failed(failure, answer, key, isKnown)))
                    .whenComplete((loaded, failure) -> governor.ended(turn));
        });
    }

    private CompletionStage<Loaded> pulled(ProfileUpdate.Pulled pulled, ProfileRecord stored) {
        breaker.succeeded();
        governor.succeeded();
        firstAnswers.note(!pulled.traits().isEmpty());
        if (!pulled.traits().isEmpty()) {
            seen.add(pulled.key());
        }
        return kept(pulled.notBefore(stored.pulledAt()), stored)
                .thenApply(record -> new Loaded(record, Duration.ZERO, Lookup.Source.API, null));
    }

    private record Stored(ProfileRecord record, boolean isFailed) {}

    private CompletionStage<Stored> stored(ProfileKey key) {
        if (store == null) {
            return CompletableFuture.completedFuture(new Stored(ProfileRecord.empty(), false));
        }
        return store.find(key).thenApply(record -> new Stored(record, false)).exceptionally(failure -> {
            counters.storeFailures.increment();
            log.report("the profile store cannot be read: " + FailureLog.text(failure), null);
            return new Stored(ProfileRecord.empty(), true);
        });
    }

    /** A record from the future (a clock stepped back) is as old as can be, else it would stay for as long as the step. */
    private @Nullable Duration age(ProfileRecord stored) {
        Instant pulledAt = stored.pulledAt();
        if (pulledAt == null) {
            return null;
        }
        Duration age = Duration.between(pulledAt, clock.instant());
        return age.toSeconds() < -5 ? settings.ttl() : age;
    }

    /**
     * What cannot be stored is still good for the page. That nothing is known of a visitor of whom nothing was known is not
     * stored: strangers can make up ids without end, and the near cache remembers it for as long as it holds.
     */
    private CompletionStage<ProfileRecord> kept(ProfileUpdate.Pulled pulled, ProfileRecord stored) {
        boolean isNews = !pulled.traits().isEmpty() || !stored.equals(ProfileRecord.empty());
        return store == null || !isNews
                ? CompletableFuture.completedFuture(stored.merge(pulled))
                : store.keep(pulled).exceptionally(failure -> {
                    counters.storeFailures.increment();
                    log.report("a profile cannot be stored: " + FailureLog.text(failure), null);
                    return stored.merge(pulled);
                });
    }

    /**
     * Whether an id has only characters that Segment takes in every case. To others it may answer 500 ("Profile API", "External
     * IDs").
     */
    private static boolean isPlain(ProfileKey key) {
        return key.id().chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_');
    }

    private Lookup.Reason failed(Throwable wrapped, CircuitBreaker.Answer answer, ProfileKey key, boolean isKnown) {
        Throwable failure =
                wrapped instanceof CompletionException && wrapped.getCause() != null ? wrapped.getCause() : wrapped;
        if (CallGovernor.isOverload(failure)) {
            return Lookup.Reason.OVERLOADED;
        }
        counters.callFailures.increment();
        SourceException.Kind kind =
                failure instanceof SourceException known ? known.kind() : SourceException.Kind.FAILED;
        log.report(
                "a profile could not be fetched: " + FailureLog.text(failure)
                        + (kind == SourceException.Kind.REFUSED ? "; check profilesSpace and profilesToken" : ""),
                null);
        switch (kind) {
            case RATE_LIMITED -> governor.backOff(((SourceException) failure).retryAfter());
            case REFUSED -> breaker.refused();
            case FAILED -> breaker.failed(answer, key);
            case REJECTED -> breaker.succeeded();
            case UNCLEAR -> {
                // Strangers' ids may be the cause, until the server fails for all others too.
                if (isKnown || (isPlain(key) && !breaker.succeededLately())) {
                    breaker.failed(answer, key);
                } else {
                    return Lookup.Reason.REJECTED;
                }
            }
        }
        return kind == SourceException.Kind.REJECTED ? Lookup.Reason.REJECTED : Lookup.Reason.FAILED;
    }
}
