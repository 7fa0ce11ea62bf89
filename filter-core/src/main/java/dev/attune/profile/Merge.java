package dev.attune.profile;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One update's way into a record. Each rule takes the greater of two times, which is what makes all orders of arrival end
 * alike:
 *
 * <ul>
 *   <li>of a trait the later value stands, pushed or pulled;
 *   <li>of pulled values that of the newest pull stands; a trait that it does not list is gone unless a webhook brought
 *       it since, for the Profiles API may be behind its own webhooks, and does not list all that journeys push;
 *   <li>a deletion takes with it all that is not newer;
 *   <li>what is gone leaves the time until which it was known, lest an older event revives it.
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
            Entry pushed = new Entry(bytes(value), time, true);
            Entry known = entries.get(name);
            if (known == null
                    || time > known.time()
                    || (time == known.time() && known.pushed() && pushed.isGreaterThan(known))) {
                put(name, pushed);
            }
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
        boolean isOlder = asOf < pulledAt;
        if (asOf > pulledAt) {
            pulledAt = asOf;
            changed = true;
            entries.replaceAll((name, entry) -> entry.pushed() ? entry : new Entry(Entry.ABSENT, entry.time(), false));
        }
        update.traits().forEach((name, trait) -> {
            Entry pulled = new Entry(
                    isOlder ? Entry.ABSENT : bytes(trait.value()), trait.time().toEpochMilli(), false);
            if (deletedAt == 0 || pulled.time() > deletedAt) {
                pull(name, pulled);
            }
        });
    }

    private void pull(String name, Entry pulled) {
        Entry known = entries.get(name);
        if (known == null) {
            put(name, pulled);
        } else if (known.pushed()) {
            if (pulled.time() >= known.time()) {
                put(name, pulled);
            }
        } else if (pulled.time() > known.time() || pulled.isGreaterThan(known)) {
            byte[] value = pulled.isGreaterThan(known) ? pulled.value() : known.value();
            put(name, new Entry(value, Math.max(pulled.time(), known.time()), false));
        }
    }

    private void put(String name, Entry entry) {
        entries.put(name, entry);
        changed = true;
    }

    private static byte[] bytes(@Nullable Object value) {
        return value == null ? Entry.ABSENT : JsonValue.encode(value);
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
        }
    }
}
