package dev.attune.internal.check;

import dev.attune.decision.Personalization;
import dev.attune.internal.transform.PageTransform;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a rules file as the start of a filter does. */
public final class CheckedRules {
    private CheckedRules() {}

    /**
     * Returns what a rules file says.
     *
     * @throws BadInputException if no filter would start with it
     */
    static Personalization read(Path file) throws IOException {
        try {
            return of(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw BadInputException.wrongRules(file + " is not UTF-8");
        } catch (IllegalArgumentException e) {
            throw BadInputException.wrongRules(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns what the text of a rules file says.
     *
     * @param name what messages call the file
     * @throws IllegalArgumentException if no filter would start with it; the message is complete
     */
    public static Personalization of(String name, String json) {
        try {
            return Personalization.builder()
                    .checkEdits(PageTransform::check)
                    .rules(json)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("in " + name + ", " + e.getMessage(), e);
        }
    }
}
