package dev.attune.internal.request;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a database of IPv4 networks in MaxMind's format, version 2.0, as its specification describes it. */
final class MadeDatabase {
    private static final int SEPARATOR = 16;

    private final List<int[]> nodes = new ArrayList<>(List.of(new int[2]));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(data);

    private MadeDatabase() {}

    /** @param records from network, such as {@code 10.0.0.0/8}, to record */
    static byte[] of(Map<String, ?> records) throws IOException {
        MadeDatabase made = new MadeDatabase();
        for (Map.Entry<String, ?> entry : records.entrySet()) {
            int offset = made.data.size();
            made.value(entry.getValue());
            made.insert(entry.getKey(), offset);
        }
        return made.bytes();
    }

    /** Until the number of nodes is known, a record is 0 for none, positive for a node and negative for data. */
    private void insert(String network, int offset) {
        String[] parts = network.split("[./]", -1);
        int address = 0;
        for (int i = 0; i < 4; i++) {
            address = address << 8 | Integer.parseInt(parts[i]);
        }
        int length = Integer.parseInt(parts[4]);
        int node = 0;
        for (int i = 0; i < length; i++) {
            int bit = address >>> (31 - i) & 1;
            if (i == length - 1) {
                nodes.get(node)[bit] = -1 - offset;
            } else {
                if (nodes.get(node)[bit] == 0) {
                    nodes.get(node)[bit] = nodes.size();
                    nodes.add(new int[2]);
                }
                node = nodes.get(node)[bit];
            }
        }
    }

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream tree = new DataOutputStream(file);
        for (int[] node : nodes) {
            for (int entry : node) {
                int stored = entry > 0 ? entry : entry == 0 ? nodes.size() : nodes.size() + SEPARATOR - 1 - entry;
                tree.write(stored >>> 16);
                tree.writeShort(stored);
            }
        }
        tree.write(new byte[SEPARATOR]);
        tree.write(data.toByteArray());
        data.reset();
        value(Map.of(
                "node_count",
                (long) nodes.size(),
                "record_size",
                24,
                "ip_version",
                4,
                "database_type",
                "Test-City",
                "languages",
                List.of("en"),
                "binary_format_major_version",
                2,
                "binary_format_minor_version",
                0,
                "build_epoch",
                1_700_000_000L,
                "description",
                Map.of("en", "made by a test")));
        tree.write(0xAB);
        tree.write(0xCD);
        tree.write(0xEF);
        tree.write("MaxMind.com".getBytes(StandardCharsets.US_ASCII));
        tree.write(data.toByteArray());
        return file.toByteArray();
    }

    private void value(Object value) throws IOException {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeByte(2 << 5 | bytes.length);
            out.write(bytes);
        } else if (value instanceof Double number) {
            out.writeByte(3 << 5 | 8);
            out.writeDouble(number);
        } else if (value instanceof Integer number) {
            out.writeByte(5 << 5 | 2);
            out.writeShort(number);
        } else if (value instanceof Long number) {
            out.writeByte(6 << 5 | 4);
            out.writeInt(Math.toIntExact(number));
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(7 << 5 | map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                value(entry.getKey());
                value(entry.getValue());
            }
        } else {
            List<?> list = (List<?>) value;
            out.writeByte(list.size());
            out.writeByte(4);
            for (Object item : list) {
                value(item);
            }
        }
    }
}
