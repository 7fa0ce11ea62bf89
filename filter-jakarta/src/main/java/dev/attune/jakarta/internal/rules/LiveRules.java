package dev.attune.jakarta.internal.rules;

import dev.attune.decision.RuleException;
import dev.attune.internal.config.Features;
import dev.attune.internal.config.SettingException;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.internal.runtime.DaemonThreads;
import dev.attune.internal.runtime.FailureLog;
import dev.attune.internal.runtime.Rounds;
import dev.attune.internal.runtime.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force. They follow the rules file: a good change holds from the next request on, and under a bad one the
 * last good rules stay.
 *
 * <p>The file is looked at by its time and size once a {@linkplain #PAUSE pause}: notices from the file system come for
 * neither network drives nor the turned links by which Kubernetes replaces a mounted file.
 */
public final class LiveRules implements AutoCloseable {
    /** Between two looks at the file. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final System.Logger LOG = System.getLogger(LiveRules.class.getPackageName());

    private final RulesFile file;
    private final RulesCompiler source;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final FailureLog failures = new FailureLog(LOG, Ticker.SYSTEM);
    private final Map<String, String> settings;
    private volatile CompiledRules current;

    // These belong to the thread that looks at the file.
    private RulesFile.Stamp taken;
    private RulesFile.Stamp doubted;
    private boolean complained;

    /**
     * Begins with the rules of a file as it was read.
     *
     * @param source is closed with this
     * @throws SettingException if they are wrong; the message is complete
     */
    public LiveRules(RulesFile file, RulesFile.Content content, RulesCompiler source) {
        this.file = file;
        this.source = source;
        taken = content.stamp();
        doubted = taken;
        current = source.with(content.text());
        settings = settings(content.text());
    }

    private Map<String, String> settings(@Nullable String text) {
        try {
            return text == null ? Map.of() : RulesAccess.get().settings(text);
        } catch (RuleException e) {
            throw file.problem(e);
        }
    }

    private static Map<String, String> withoutLive(Map<String, String> all) {
        Map<String, String> rest = new HashMap<>(all);
        rest.keySet().removeIf(Features::isLive);
        return rest;
    }

    /** Returns the rules in force. One request asks once, so that it never mixes old rules and new ones. */
    public CompiledRules current() {
        return current;
    }

    /** Begins to follow the file, on a thread of its own, until {@link #close}; does nothing where it cannot change. */
    public void follow() {
        if (file.mayChange()) {
            new DaemonThreads("attune-rules").newThread(this::watch).start();
        }
    }

    private void watch() {
        try {
            new Rounds("looking at the rules file failed; the last good rules stay", this::lookLater, failures).run();
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.WARNING, "Attune: the rules file is no longer followed: interrupted");
        }
    }

    private boolean lookLater() throws InterruptedException {
        if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        look();
        return true;
    }

    /** Takes over the file if it has changed. */
    void look() {
        RulesFile.Stamp now = file.stamp();
        if (now.equals(taken) || (complained && now.equals(doubted))) {
            return;
        }
        String problem = take(now);
        if (problem == null) {
            taken = now;
            complained = false;
            LOG.log(System.Logger.Level.INFO, "Attune: the rules in " + file.location() + " have changed and hold now");
        } else if (now.equals(doubted)) {
            complained = true;
            LOG.log(System.Logger.Level.WARNING, problem + "; the last good rules stay");
        } else {
            // It may be half written: the writer gets another pause before the log says that it is wrong.
            doubted = now;
            complained = false;
        }
    }

    /** Returns why the file cannot be taken over, or null where it was. */
    private @Nullable String take(RulesFile.Stamp stamp) {
        if (stamp.equals(RulesFile.Stamp.ABSENT)) {
            return "Attune: the rules file " + file.location() + " is gone";
        }
        try {
            String text = file.read().text();
            boolean setsAnew = !withoutLive(settings(text)).equals(withoutLive(settings));
            CompiledRules former = current;
            CompiledRules now = source.with(text);
            current = now;
            source.purge(former, now);
            if (setsAnew) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Attune: 'settings' in " + file.location()
                                + " have changed; they hold when the app starts again");
            }
            return null;
        } catch (SettingException e) {
            return e.getMessage();
        } catch (RuntimeException e) {
            // The watch goes on, whatever a file makes of its reader.
            LOG.log(System.Logger.Level.WARNING, "Attune: reading the rules failed", e);
            return "Attune: the rules file " + file.location() + " cannot be read: " + e;
        }
    }

    @Override
    public void close() {
        closed.countDown();
        source.close();
    }
}
