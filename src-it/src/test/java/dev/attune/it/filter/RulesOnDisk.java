package dev.attune.it.filter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A rules file that changes while its site runs: whole at any moment, as an editor or a deployment leaves it. */
final class RulesOnDisk {
    private RulesOnDisk() {}

    static Path write(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling("next"), text);
        return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
