package dev.attune.internal.check;

import dev.attune.decision.Personalization;
import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.experiment.VisitorIds;
import dev.attune.internal.decision.RulesAccess;
import dev.attune.profile.Profile;
import dev.attune.profile.ProfileKey;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What another rules file would change for the requests that were made. */
final class Difference {
    private static final int MOST_CHANGES = 100_000;
    private static final int MOST_SHOWN = 200;

    private final Personalization before;
    private final Personalization after;
    private final Map<String, NamedVisitor> visitors;
    private final AssumedRequest assumed;
    private final Map<Change, Count> changes = new HashMap<>();
    private long requests;
    private long changed;

    /** @param visitors those of whom something is known, by name */
    Difference(
            Personalization before, Personalization after, Map<String, NamedVisitor> visitors, AssumedRequest assumed) {
        this.before = before;
        this.after = after;
        this.visitors = visitors;
        this.assumed = assumed;
    }

    /** Takes one request into account. */
    void add(LoggedRequest request) {
        requests++;
        NamedVisitor visitor = visitor(request);
        SeenPage was = SeenPage.of(before.plan(request.path()).decide(assumed.sent(visitor, request, before)));
        SeenPage will = SeenPage.of(after.plan(request.path()).decide(assumed.sent(visitor, request, after)));
        if (was.equals(will)) {
            return;
        }
        changed++;
        Change change = Change.of(request.path(), was, will);
        Count count = changes.get(change);
        if (count != null) {
            count.requests++;
        } else if (changes.size() < MOST_CHANGES) {
            changes.put(change, new Count(visitor.name()));
        }
    }

    /** A visitor of the log who is not among the profiles has none, but is in experiments by the id. */
    private NamedVisitor visitor(LoggedRequest request) {
        String user = request.user();
        ProfileKey key = ProfileKey.of(ProfileKey.USER_ID, user);
        if (key == null) {
            return NamedVisitor.UNKNOWN;
        }
        NamedVisitor known = visitors.get(key.toString());
        return known != null
                ? known
                : new NamedVisitor(
                        key.toString(),
                        // An access log names only those who have logged in.
                        new Visitor(Profile.unknown(), key, Trust.PRINCIPAL).withIds(new VisitorIds(user, null)),
                        Map.of());
    }

    boolean isEmpty() {
        return changed == 0;
    }

    /** Prints the changes, those of the most requests first. */
    void print(PrintStream out) {
        out.println(changed + " of " + requests + (requests == 1 ? " request" : " requests") + " would change");
        int copies = RulesAccess.get().outcomes(before, Integer.MAX_VALUE).size();
        int willBe = RulesAccess.get().outcomes(after, Integer.MAX_VALUE).size();
        if (copies != willBe) {
            out.println("shared caches would keep " + willBe + " copies of a page at most, and not " + copies);
        }
        List<Map.Entry<Change, Count>> sorted = new ArrayList<>(changes.entrySet());
        sorted.sort(Comparator.comparingLong((Map.Entry<Change, Count> entry) -> entry.getValue().requests)
                .reversed()
                .thenComparing(entry -> entry.getKey().path()));
        for (Map.Entry<Change, Count> entry : sorted.subList(0, Math.min(MOST_SHOWN, sorted.size()))) {
            Count count = entry.getValue();
            out.println();
            out.println(entry.getKey().path() + ", " + count.requests + (count.requests == 1 ? " request" : " requests")
                    + ", such as of " + count.example);
            entry.getKey().lines().forEach(line -> out.println("  " + line));
        }
        if (sorted.size() > MOST_SHOWN) {
            out.println();
            out.println("and " + (sorted.size() - MOST_SHOWN) + " more kinds of change"
                    + (sorted.size() == MOST_CHANGES ? " or many more" : ""));
        }
    }

    /**
     * The changes of one page, for all visitors: lines that begin with {@code -} for a change that goes, {@code +} for
     * one that comes and {@code ~} for one that gets another value.
     */
    private record Change(String path, List<String> lines) {

        static Change of(String path, SeenPage was, SeenPage will) {
            List<String> lines = new ArrayList<>();
            if (!was.page().equals(will.page())) {
                lines.add("- " + was.page());
                lines.add("+ " + will.page());
            }
            for (SeenPage.Change change : was.changes()) {
                if (!will.changes().contains(change)) {
                    lines.add((isIn(will, change) ? "~ " : "- ") + change.what());
                }
            }
            for (SeenPage.Change change : will.changes()) {
                if (!isIn(was, change)) {
                    lines.add("+ " + change.what());
                }
            }
            return new Change(path, lines.isEmpty() ? List.of("~ the order of the edits") : List.copyOf(lines));
        }

        private static boolean isIn(SeenPage outcome, SeenPage.Change change) {
            return outcome.changes().stream().anyMatch(other -> other.what().equals(change.what()));
        }
    }

    /** How many requests change in one way. */
    private static final class Count {
        private final String example;
        private long requests = 1;

        Count(String example) {
            this.example = example;
        }
    }
}
