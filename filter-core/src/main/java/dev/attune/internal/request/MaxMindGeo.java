package dev.attune.internal.request;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.attune.decision.RequestAttribute.Kind;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database of MaxMind's, such as GeoLite2 City or Country, asked by the client's address. Thread-safe. */
final class MaxMindGeo implements Geo {
    /** Only what is an address by its form is looked at: a name would ask the network's name servers. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final Reader database;

    private MaxMindGeo(Reader database) {
        this.database = database;
    }

    /**
     * Reads a database into memory.
     *
     * @throws IOException if the file cannot be read or is no such database
     */
    static MaxMindGeo of(File file) throws IOException {
        return new MaxMindGeo(new Reader(file, Reader.FileMode.MEMORY, new CHMCache()));
    }

    @Override
    public @Nullable String text(Kind kind, RequestSource source) {
        Object found = found(source.clientAddress());
        Object value = switch (kind) {
            case COUNTRY -> at(found, "country", "iso_code");
            case CONTINENT -> at(found, "continent", "code");
            case REGION -> at(found, "subdivisions", "iso_code");
            case CITY -> at(found, "city", "names", "en");
            case POSTAL_CODE -> at(found, "postal", "code");
            case LATITUDE -> at(found, "location", "latitude");
            case LONGITUDE -> at(found, "location", "longitude");
            case TIMEZONE -> at(found, "location", "time_zone");
            default -> null;
        };
        return value == null ? null : value.toString();
    }

    private @Nullable Object found(@Nullable String address) {
        if (address == null || !ADDRESS.matcher(address).matches()) {
            return null;
        }
        try {
            return database.get(InetAddress.getByName(address), Map.class);
        } catch (IOException | RuntimeException e) {
            // No address after all, or a page of the database that is broken: the place is not known.
            return null;
        }
    }

    /** Returns what lies at the end of a way; a list stands for its first item. */
    private static @Nullable Object at(@Nullable Object start, String... names) {
        Object current = start;
        for (String name : names) {
            if (current instanceof List<?> list) {
                current = list.isEmpty() ? null : list.get(0);
            }
            current = current instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return current;
    }
}
