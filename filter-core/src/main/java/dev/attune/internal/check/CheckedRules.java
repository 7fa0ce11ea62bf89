package dev.attune.internal.check;

import dev.attune.decision.Personalization;
import dev.attune.internal.transform.PageTransform;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a rules file as the start of a filter does. */
final class CheckedRules {
    private CheckedRules() {}

    /**
     * Returns what a rules file says.
     *
     * @throws BadInputException if no filter would start with it
     */
    static Personalization read(Path file) throws IOException {
        try {
            return Personalization.builder()
                    .checkEdits(PageTransform::check)
                    .rules(Files.readString(file))
                    .build();
        } catch (CharacterCodingException e) {
            throw BadInputException.wrongRules(file + " is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw BadInputException.wrongRules("in " + file + ", " + e.getMessage());
        }
    }
}
