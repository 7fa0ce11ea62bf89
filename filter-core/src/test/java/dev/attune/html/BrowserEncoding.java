package dev.attune.html;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An encoding as Chromium reads it, by a table of all its bytes. */
final class BrowserEncoding {
    private static final Map<String, BrowserEncoding> ALL = read();

    private final String name;

    /** By the bytes as one number, a 1 in front of them. */
    private final Map<Long, Integer> characters = new HashMap<>();

    private BrowserEncoding(String name) {
        this.name = name;
    }

    static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }

    static BrowserEncoding named(String encoding) {
        return java.util.Objects.requireNonNull(ALL.get(encoding), encoding);
    }

    private static Map<String, BrowserEncoding> read() {
        Map<String, BrowserEncoding> all = new HashMap<>();
        BrowserEncoding encoding = new BrowserEncoding("");
        for (String line : Resource.lines("encodings.txt.gz")) {
            String[] parts = line.split(" ", -1);
            if (parts.length == 1) {
                encoding = new BrowserEncoding(line);
                all.put(line, encoding);
            } else if (!parts[1].contains("+")) {
                byte[] bytes = HexFormat.of().parseHex(parts[0]);
                int first = Integer.parseInt(parts[1], 16);
                int count = parts.length > 2 ? Integer.parseInt(parts[2], 16) : 1;
                for (int i = 0; i < count; i++) {
                    encoding.characters.put(key(bytes), first + i);
                    next(bytes);
                }
            }
        }
        all.put("gbk", all.get("gb18030"));
        all.put("iso-8859-8-i", all.get("iso-8859-8"));
        return all;
    }

    /** Goes on to the bytes behind: in four bytes, the second and fourth of which are digits, with a carry. */
    private static void next(byte[] bytes) {
        int at = bytes.length - 1;
        bytes[at]++;
        while (bytes.length == 4 && at > 0 && (bytes[at] & 0xff) > (at % 2 == 1 ? 0x39 : 0xFE)) {
            bytes[at] = (byte) (at % 2 == 1 ? 0x30 : 0x81);
            bytes[--at]++;
        }
    }

    private static long key(byte[] bytes) {
        long key = 1;
        for (byte b : bytes) {
            key = key << 8 | (b & 0xff);
        }
        return key;
    }

    /** Returns the character that a browser reads, as bytes or as a reference; -1 for none or several. */
    int read(byte[] bytes) {
        if (bytes.length == 1 && bytes[0] >= 0) {
            return bytes[0];
        }
        if (bytes[0] == '&') {
            String text = new String(bytes, StandardCharsets.US_ASCII);
            String character = CharacterReferences.decodeAttribute(text);
            return character.codePointCount(0, character.length()) == 1 ? character.codePointAt(0) : -1;
        }
        return characters.getOrDefault(key(bytes), -1);
    }

    boolean holds(int character) {
        return characters.containsValue(character);
    }

    /** Returns the bytes of each character beyond ASCII. */
    Stream<byte[]> bytes() {
        return characters.keySet().stream().map(key -> {
            byte[] bytes = new byte[(63 - Long.numberOfLeadingZeros(key)) / 8];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (key >>> (8 * (bytes.length - 1 - i)));
            }
            return bytes;
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
