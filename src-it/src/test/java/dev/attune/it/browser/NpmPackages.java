package dev.attune.it.browser;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Packages from npm, kept below {@code target}. */
final class NpmPackages {
    private final Path folder;

    private NpmPackages(Path folder) {
        this.folder = folder;
    }

    /**
     * Installs packages, unless an earlier test did.
     *
     * @param name the folder below {@code target}
     * @param file a file of one of the packages, which shows that they are there
     * @param packages each with its version
     */
    static NpmPackages in(String name, String file, String... packages) throws IOException, InterruptedException {
        NpmPackages npm = new NpmPackages(Path.of("target", name));
        Files.createDirectories(npm.folder);
        // Two JVMs run the tests, and npm does not keep two of itself apart.
        try (FileChannel lock = FileChannel.open(npm.folder.resolve("lock"), WRITE, CREATE)) {
            lock.lock();
            npm.install(file, packages);
        }
        return npm;
    }

    private void install(String file, String... packages) throws IOException, InterruptedException {
        if (!Files.exists(path(file))) {
            List<String> command = new ArrayList<>(List.of(
                    "npm",
                    "install",
                    "--prefix",
                    ".",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund",
                    "--no-package-lock"));
            command.addAll(List.of(packages));
            Tools.run(folder, command);
        }
    }

    Path folder() {
        return folder;
    }

    /** Returns where a file of a package is, such as {@code htmx.org/dist/htmx.min.js}. */
    Path path(String file) {
        return folder.resolve("node_modules").resolve(file);
    }
}
