package dev.attune.internal.analytics;

import dev.attune.internal.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Changes members of a JSON object and keeps every other byte. A name counts as what it says, however it is escaped, and as often
 * as it stands there. Used by one thread.
 */
final class JsonMembers {
    private final byte[] json;
    private final JsonScan scan;
    private final int mostBytes;
    private final ByteArrayOutputStream out;

    private JsonMembers(byte[] json, int mostBytes) {
        this.json = json;
        this.mostBytes = mostBytes;
        this.scan = new JsonScan(json);
        this.out = new ByteArrayOutputStream(json.length + 512);
    }

    /**
     * Returns a JSON object with changed members.
     *
     * @param mostBytes as many bytes may it have: an array of many small elements grows with each of them
     * @throws dev.attune.internal.json.BadJsonException if the text is no JSON object, or an array of it is not as an edit has it
     * @throws TooLongException if an element of an array has more bytes than an edit allows, or the outcome has more than it may
     */
    static byte[] edited(byte[] json, Map<String, JsonEdit> members, int mostBytes) {
        JsonMembers edited = new JsonMembers(json, mostBytes);
        edited.object(members);
        if (edited.scan.peek() >= 0) {
            throw JsonScan.bad();
        }
        return edited.out.toByteArray();
    }

    private void object(Map<String, JsonEdit> members) {
        scan.pass('{');
        out.write('{');
        boolean isFirst = set(members, true);
        Set<String> done = new HashSet<>();
        if (!scan.passIf('}')) {
            do {
                scan.peek();
                isFirst = member(members, done, isFirst);
            } while (scan.passIf(','));
            scan.pass('}');
        }
        for (Map.Entry<String, JsonEdit> entry : members.entrySet()) {
            if (!done.contains(entry.getKey())) {
                isFirst = missing(entry.getKey(), entry.getValue(), isFirst);
            }
        }
        out.write('}');
    }

    private boolean set(Map<String, JsonEdit> members, boolean isFirst) {
        boolean first = isFirst;
        for (Map.Entry<String, JsonEdit> entry : members.entrySet()) {
            if (entry.getValue() instanceof JsonEdit.Set set) {
                name(entry.getKey(), first);
                write(set.json());
                first = false;
            }
        }
        return first;
    }

    private boolean member(Map<String, JsonEdit> members, Set<String> done, boolean isFirst) {
        int start = scan.at();
        String name = scan.string();
        scan.pass(':');
        JsonEdit edit = members.get(name);
        boolean isEditable = edit instanceof JsonEdit.Each || (edit instanceof JsonEdit.Within && scan.peek() == '{');
        if (edit != null && !(isEditable && done.add(name))) {
            scan.value();
            return isFirst;
        }
        if (edit instanceof JsonEdit.Within within) {
            name(name, isFirst);
            object(within.members());
        } else if (edit instanceof JsonEdit.Each each) {
            name(name, isFirst);
            array(each);
        } else {
            scan.value();
            if (!isFirst) {
                out.write(',');
            }
            out.write(json, start, scan.at() - start);
        }
        return false;
    }

    private void array(JsonEdit.Each each) {
        scan.pass('[');
        out.write('[');
        if (scan.passIf(']')) {
            out.write(']');
            return;
        }
        boolean isFirst = true;
        do {
            scan.peek();
            int start = scan.at();
            if (!isFirst) {
                out.write(',');
            }
            object(each.members());
            isFirst = false;
            if (scan.at() - start > each.mostBytes() || out.size() > mostBytes) {
                throw new TooLongException();
            }
        } while (scan.passIf(','));
        scan.pass(']');
        out.write(']');
    }

    private boolean missing(String name, JsonEdit edit, boolean isFirst) {
        if (edit instanceof JsonEdit.Each) {
            throw JsonScan.bad();
        }
        if (!(edit instanceof JsonEdit.Within within) || !within.adds()) {
            return isFirst;
        }
        name(name, isFirst);
        out.write('{');
        boolean first = set(within.members(), true);
        for (Map.Entry<String, JsonEdit> entry : within.members().entrySet()) {
            first = missing(entry.getKey(), entry.getValue(), first);
        }
        out.write('}');
        return false;
    }

    private void name(String name, boolean isFirst) {
        if (!isFirst) {
            out.write(',');
        }
        write(JsonText.script(name));
        out.write(':');
    }

    private void write(String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** An element has too many bytes. */
    static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("an event is too long", null, false, false);
        }
    }
}
