package dev.attune.internal.config;

import dev.attune.internal.text.Label;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A section of a GPP string that Attune reads (IAB Tech Lab, "Global Privacy Platform", "Section Information"): that of the
 * Transparency and Consent Framework, that of the United States and those of single states.
 */
public enum PrivacySection {
    TCFEUV2(2),
    USNAT(7),
    USCA(8),
    USVA(9),
    USCO(10),
    USUT(11),
    USCT(12),
    USFL(13),
    USMT(14),
    USOR(15),
    USTX(16),
    USDE(17),
    USIA(18),
    USNE(19),
    USNH(20),
    USNJ(21),
    USTN(22),
    USMN(23);

    /** Names all sections of the United States at once. */
    static final String AMERICAN = "us";

    private final int id;

    PrivacySection(int id) {
        this.id = id;
    }

    /** Returns the number by which the header of a GPP string names the section. */
    public int id() {
        return id;
    }

    /** Returns the sections of a name, none where no section has it. */
    static List<PrivacySection> named(String name) {
        return Arrays.stream(values())
                .filter(section -> name.equals(AMERICAN)
                        ? section != TCFEUV2
                        : Label.of(section).equals(name))
                .toList();
    }

    static List<String> names() {
        return Stream.concat(Stream.of(AMERICAN), Arrays.stream(values()).map(Label::of))
                .toList();
    }

    /** Returns the section of a number, or null for one that Attune does not read. */
    public static @Nullable PrivacySection of(int id) {
        return Arrays.stream(values())
                .filter(section -> section.id == id)
                .findFirst()
                .orElse(null);
    }
}
