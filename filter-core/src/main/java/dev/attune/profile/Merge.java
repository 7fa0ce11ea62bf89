package dev.attune.profile;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One update's way into a record. Each rule takes the greater of two times, which is what makes all orders of arrival end
 * alike:
 *
 * <ul>
 *   <li>of a trait the later value stands, pushed or pulled;
 *   <li>the newest pull says which traits there are; a trait that it does not list is gone unless a webhook brought it,
 *       for the Profiles API may be behind its own webhooks, and does not list all that journeys push;
 *   <li>a deletion takes with it all that is not newer.
 * </ul>
 */
final class Merge {
    /** Links are remembered to be erased together; more of them than Segment maps to one profile would be an attack. */
    private static final int MOST_LINKS = 100;

    private final ProfileRecord before;
    private final SortedMap<String, Entry> entries;
    private final SortedMap<String, Long> links;
    private long pulledAt;
    private long deletedAt;
    private boolean changed;

    Merge(ProfileRecord before) {
        this.before = before;
        this.entries = before.entries();
        this.links = new TreeMap<>(before.linkTimes());
        this.pulledAt = before.pulledAtMillis();
        this.deletedAt = before.deletedAtMillis();
    }

    ProfileRecord apply(ProfileUpdate update) {
        if (update instanceof ProfileUpdate.Pushed pushed) {
            push(pushed);
        } else if (update instanceof ProfileUpdate.Pulled pulled) {
            pull(pulled);
        } else if (update instanceof ProfileUpdate.Deleted deleted) {
            delete(deleted.time().toEpochMilli());
        }
        return changed ? ProfileRecord.of(entries, pulledAt, deletedAt, links) : before;
    }

    private void push(ProfileUpdate.Pushed update) {
        long time = update.time().toEpochMilli();
        if (time <= deletedAt) {
            return;
        }
        update.traits().forEach((name, value) -> {
            byte[] bytes = value == null ? Entry.ABSENT : JsonValue.encode(value);
            Entry known = entries.get(name);
            put(name, new Entry(bytes, time, true, known != null && known.listed()));
        });
        update.links().forEach(link -> {
            Long known = links.get(link.toString());
            if (known == null ? links.size() < MOST_LINKS : known < time) {
                links.put(link.toString(), time);
                changed = true;
            }
        });
    }

    private void pull(ProfileUpdate.Pulled update) {
        long asOf = update.asOf().toEpochMilli();
        if (asOf <= deletedAt) {
            return;
        }
        boolean newest = asOf >= pulledAt;
        if (asOf > pulledAt) {
            pulledAt = asOf;
            changed = true;
            unlistAll();
        }
        for (Map.Entry<String, Trait> trait : update.traits().entrySet()) {
            long time = trait.getValue().time().toEpochMilli();
            if (time <= deletedAt) {
                continue;
            }
            Entry known = entries.get(trait.getKey());
            boolean listed = newest || (known != null && known.listed());
            Object value = trait.getValue().value();
            byte[] bytes = value == null ? Entry.ABSENT : JsonValue.encode(value);
            put(trait.getKey(), new Entry(bytes, time, false, listed));
        }
    }

    private void delete(long time) {
        if (time <= deletedAt) {
            return;
        }
        deletedAt = time;
        changed = true;
        entries.values().removeIf(entry -> entry.time() <= time);
        links.values().removeIf(linked -> linked <= time);
        if (pulledAt <= time) {
            pulledAt = 0;
            unlistAll();
        }
    }

    private void unlistAll() {
        entries.replaceAll((name, entry) -> entry.listed(false).withoutUnseenValue());
    }

    /** The better of the two stands; whether the newest pull lists the trait is known by the newer entry either way. */
    private void put(String name, Entry entry) {
        Entry known = entries.get(name);
        if (known == null || entry.beats(known)) {
            entries.put(name, entry);
            changed = true;
        } else if (known.listed() != entry.listed()) {
            entries.put(name, known.listed(entry.listed()));
            changed = true;
        }
    }
}
