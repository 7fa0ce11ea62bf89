package dev.attune.internal.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.Page;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * A file of the embedded store that is damaged, of which all is read that can be read. Where the tree of its newest version
 * still has a root, that is what hangs on it. Else each page of records that is anywhere in the file counts, the newer before
 * the older: MVStore itself would go back to the newest version that is whole, which may be the first.
 */
final class DamagedFile {
    private static final int BLOCK = 4096;
    private static final int LONGEST_HEADER = 1024;
    private static final Pattern CHUNK = Pattern.compile(
            "chunk:(\\p{XDigit}{1,8}),(?:block:\\p{XDigit}+,)?len:(\\p{XDigit}{1,7}),.*,version:(\\p{XDigit}{1,15}),.*");

    /** Types of a page, as MVStore writes them: an inner page, and two ways of compression, which this store does not use. */
    private static final int NOT_PLAIN = 1 | 2 | 4;

    private final Path file;

    DamagedFile(Path file) {
        this.file = file;
    }

    /** Whether such a failure of MVStore tells of a file that is damaged, and not of a disk that fails or is full. */
    static boolean isTold(RuntimeException failure) {
        if (!(failure instanceof MVStoreException known)) {
            // MVStore throws these where it decodes bytes that are no page.
            return true;
        }
        return switch (known.getErrorCode()) {
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND, DataUtils.ERROR_SERIALIZATION -> true;
            case DataUtils.ERROR_READING_FAILED -> known.getCause() instanceof EOFException;
            default -> false;
        };
    }

    /** Whether a file was cut, or lost a part, so that MVStore went back to a version before the one that its header names. */
    static boolean isBehindItsHeader(MVStore mv) {
        Object version = mv.getStoreHeader().get("version");
        return version != null && DataUtils.parseHexLong(version.toString()) > mv.getCurrentVersion();
    }

    /** Hands on each record that can be read, once or more often; what comes first is newer. */
    void read(BiConsumer<String, byte[]> records) throws IOException {
        if (!readTree(records)) {
            readPages(records);
        }
    }

    private boolean readTree(BiConsumer<String, byte[]> records) {
        MVStore mv = null;
        try {
            mv = new MVStore.Builder()
                    .fileName(file.toString())
                    .autoCommitDisabled()
                    .readOnly()
                    .open();
            if (isBehindItsHeader(mv) || !mv.hasMap(StoreFile.MAP)) {
                return false;
            }
            readPage(StoreFile.map(mv).getRootPage(), records);
            return true;
        } catch (RuntimeException e) {
            // Without a root there is no tree; the pages are looked for one by one.
            return false;
        } finally {
            if (mv != null) {
                mv.closeImmediately();
            }
        }
    }

    private static void readPage(Page<String, byte[]> page, BiConsumer<String, byte[]> records) {
        for (int i = 0; page.isLeaf() && i < page.getKeyCount(); i++) {
            records.accept(page.getKey(i), page.getValue(i));
        }
        for (int i = 0; !page.isLeaf() && i < page.getRawChildPageCount(); i++) {
            Page<String, byte[]> child;
            try {
                child = page.getChildPage(i);
            } catch (RuntimeException e) {
                // This one is damaged; its neighbours need not be.
                continue;
            }
            readPage(child, records);
        }
    }

    private record Chunk(int id, long version, long start, int bytes) {}

    private void readPages(BiConsumer<String, byte[]> records) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            List<Chunk> chunks = chunks(channel);
            chunks.sort(Comparator.comparingLong(Chunk::version).reversed());
            for (Chunk chunk : chunks) {
                readChunk(chunk, bytes(channel, chunk.start(), chunk.bytes()), records);
            }
        }
    }

    private static List<Chunk> chunks(SeekableByteChannel channel) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (long start = 2 * BLOCK; start < channel.size(); start += BLOCK) {
            String text = StandardCharsets.ISO_8859_1
                    .decode(bytes(channel, start, LONGEST_HEADER))
                    .toString();
            Matcher header = CHUNK.matcher(text.lines().findFirst().orElse(""));
            if (header.matches()) {
                long length = Math.min(Long.parseLong(header.group(2), 16) * BLOCK, channel.size() - start);
                chunks.add(new Chunk(
                        Integer.parseUnsignedInt(header.group(1), 16), Long.parseLong(header.group(3), 16), start, (int)
                                Math.min(length, Integer.MAX_VALUE)));
            }
        }
        return chunks;
    }

    private static ByteBuffer bytes(SeekableByteChannel channel, long start, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, channel.size() - start));
        channel.position(start);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // A channel may give less than was asked for.
        }
        return bytes.flip();
    }

    private static void readChunk(Chunk chunk, ByteBuffer bytes, BiConsumer<String, byte[]> records) {
        int at = 0;
        while (at + 8 < bytes.limit()) {
            int length = bytes.getInt(at);
            boolean isPage = length > 8
                    && length <= bytes.limit() - at
                    && isPage(chunk.id(), at, length, bytes.getShort(at + 4));
            if (isPage) {
                readLeaf(bytes.duplicate().position(at + 6).limit(at + length), records);
            }
            at += isPage ? length : 1;
        }
    }

    private static boolean isPage(int chunk, int offset, int length, short check) {
        return check
                == (short) (DataUtils.getCheckValue(chunk)
                        ^ DataUtils.getCheckValue(offset)
                        ^ DataUtils.getCheckValue(length));
    }

    private static void readLeaf(ByteBuffer page, BiConsumer<String, byte[]> records) {
        try {
            DataUtils.readVarInt(page);
            DataUtils.readVarInt(page);
            int count = DataUtils.readVarInt(page);
            if ((page.get() & NOT_PLAIN) != 0 || count > page.remaining()) {
                return;
            }
            String[] keys = new String[Math.max(count, 0)];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = StringDataType.INSTANCE.read(page);
            }
            for (String key : keys) {
                records.accept(key, ByteArrayDataType.INSTANCE.read(page));
            }
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NegativeArraySizeException e) {
            // Bytes that looked like a page of records; the records before the damage count.
        }
    }
}
