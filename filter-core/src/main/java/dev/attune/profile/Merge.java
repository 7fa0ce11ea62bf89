package dev.attune.profile;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One update's way into a record. Each rule takes the greater of two times, which is what makes all orders of arrival end
 * alike:
 *
 * <ul>
 *   <li>of a trait the later value stands, pushed or pulled; of two pushed at one time, the one received later;
 *   <li>of pulled values that of the newest pull stands; a trait that it does not list is gone unless a webhook brought
 *       it since, for the Profiles API may be behind its own webhooks, and does not list all that journeys push;
 *   <li>a deletion takes with it all that is not newer;
 *   <li>a trait that is gone leaves the time until which it was known, so that no older event revives it.
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
        this.pulledAt = before.pulledAtMicros();
        this.deletedAt = before.deletedAtMicros();
    }

    ProfileRecord apply(ProfileUpdate update) {
        if (update instanceof ProfileUpdate.Pushed pushed) {
            push(pushed);
        } else if (update instanceof ProfileUpdate.Pulled pulled) {
            pull(pulled);
        } else if (update instanceof ProfileUpdate.Deleted deleted) {
            delete(Micros.of(deleted.time()));
        }
        return changed ? ProfileRecord.of(entries, pulledAt, deletedAt, links) : before;
    }

    private void push(ProfileUpdate.Pushed update) {
        long time = Micros.of(update.time());
        long received = Micros.of(update.received());
        if (time <= deletedAt) {
            return;
        }
        update.traits().forEach((name, value) -> {
            Entry pushed = Entry.pushed(bytes(value), time, received);
            Entry known = entries.get(name);
            if (known == null || pushed.supersedes(known)) {
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
        long asOf = Micros.of(update.asOf());
        if (asOf <= deletedAt) {
            return;
        }
        boolean isOlder = asOf < pulledAt;
        if (asOf > pulledAt) {
            pulledAt = asOf;
            changed = true;
            entries.replaceAll((name, entry) -> entry.pushed() ? entry : Entry.pulled(Entry.ABSENT, entry.time()));
        }
        update.traits().forEach((name, trait) -> {
            Entry pulled = Entry.pulled(isOlder ? Entry.ABSENT : bytes(trait.value()), Micros.of(trait.time()));
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
            put(name, Entry.pulled(value, Math.max(pulled.time(), known.time())));
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
