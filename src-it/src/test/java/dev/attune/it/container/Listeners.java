package dev.attune.it.container;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets on which a process awaits strangers, as Linux lists them below {@code /proc}. */
final class Listeners {
    private static final String LISTENING = "0A";
    private static final String UNCONNECTED = "07";

    private Listeners() {}

    /** Tells whether this system can be asked. */
    static boolean areKnown() {
        return Files.exists(Path.of("/proc/self/net/tcp"));
    }

    /** Returns the local address of each. */
    static List<InetAddress> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        Set<String> own = sockets(process);
        List<InetAddress> found = new ArrayList<>();
        for (String table : new String[] {"tcp", "tcp6", "udp", "udp6"}) {
            String awaiting = table.startsWith("tcp") ? LISTENING : UNCONNECTED;
            for (String line : Files.readAllLines(process.resolve("net").resolve(table))) {
                // sl local_address rem_address st tx_queue:rx_queue tr:tm->when retrnsmt uid timeout inode …
                String[] columns = line.trim().split("\\s+", -1);
                if (columns[3].equals(awaiting) && own.contains(columns[9])) {
                    found.add(address(columns[1].substring(0, columns[1].indexOf(':'))));
                }
            }
        }
        return found;
    }

    private static Set<String> sockets(Path process) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String target = target(file);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }

    /** Each group of four bytes is written as a number of this machine. */
    private static InetAddress address(String hex) throws IOException {
        ByteBuffer written = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        ByteBuffer address = ByteBuffer.allocate(written.remaining()).order(ByteOrder.nativeOrder());
        while (written.hasRemaining()) {
            address.putInt(written.getInt());
        }
        return InetAddress.getByAddress(address.array());
    }
}
