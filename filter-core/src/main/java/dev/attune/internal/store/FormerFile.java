package dev.attune.internal.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of the embedded store in a directory where it is kept no more. It holds personal data that no erasure reaches, so
 * it moves to where the store is now, or goes where that has a file of its own.
 */
public final class FormerFile {
    private static final System.Logger LOG = System.getLogger(FormerFile.class.getPackageName());

    private FormerFile() {}

    /**
     * Moves or deletes the file, unless there is none or somebody has it open.
     *
     * @param former a directory of which nothing but the store's files is touched
     * @param directory where the store is kept now
     */
    public static void moveTo(Path directory, Path former) {
        Path old = former.resolve(StoreFile.NAME);
        try {
            if (former.equals(directory) || Files.notExists(old) || isInUse(old)) {
                return;
            }
            PrivatePath.makeFolder(directory);
            if (Files.notExists(directory.resolve(StoreFile.NAME))) {
                Files.move(old, directory.resolve(StoreFile.NAME));
                LOG.log(System.Logger.Level.INFO, "Attune: the profile store moved from {0} to {1}", former, directory);
            }
            deleteAll(former);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Attune: the profile store was in {0}, where a file with personal data could not be removed: {1}",
                    former,
                    e);
        }
    }

    /** Deletes the store's files in a directory, and the directory where nothing else is in it. */
    static void deleteAll(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "profiles*.{mv,mv.mending}")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        try (DirectoryStream<Path> rest = Files.newDirectoryStream(directory)) {
            if (rest.iterator().hasNext()) {
                return;
            }
        }
        Files.delete(directory);
    }

    private static boolean isInUse(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
