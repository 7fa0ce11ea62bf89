package dev.attune.test;

import dev.attune.decision.Decision;
import dev.attune.decision.Personalization;
import dev.attune.decision.Trust;
import dev.attune.decision.Visitor;
import dev.attune.internal.check.CheckedRules;
import dev.attune.profile.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A site's rules in a test:
 *
 * <pre>{@code
 * Decision seen = Attune.with("attune.json").visitor(trait("plan", "pro")).get("/");
 * assertEquals("/home-pro", seen.variation());
 * }</pre>
 *
 * <p>A {@link Decision} is what a visitor gets in the app, decided by the same code.
 */
public final class Attune {
    private final Personalization rules;

    private Attune(Personalization rules) {
        this.rules = rules;
    }

    /**
     * Reads a rules file as the start of the filter does.
     *
     * @param file a file, such as {@code src/main/webapp/WEB-INF/attune.json}, else a resource of the class path
     * @throws IllegalArgumentException if no filter would start with it; the message says where the mistake is
     */
    public static Attune with(String file) {
        return new Attune(CheckedRules.of(file, text(file)));
    }

    /** Takes rules that the app gives by code. */
    public static Attune with(Personalization rules) {
        return new Attune(rules);
    }

    private static String text(String file) {
        Path path = Path.of(file);
        try {
            if (Files.exists(path)) {
                return Files.readString(path);
            }
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            try (InputStream resource = loader == null ? null : loader.getResourceAsStream(file)) {
                if (resource == null) {
                    throw new IllegalArgumentException(
                            "there is neither a file " + path.toAbsolutePath() + " nor a resource " + file);
                }
                return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a visitor with these traits. Without any, it is one of whom nothing is known. */
    public TestVisitor visitor(NamedTrait... traits) {
        Map<String, @Nullable Object> named = new HashMap<>();
        for (NamedTrait trait : traits) {
            named.put(trait.name(), trait.value());
        }
        return new TestVisitor(rules, new Visitor(Profile.of(named), null, Trust.CLAIMED));
    }

    /**
     * Returns a trait for {@link #visitor}.
     *
     * @param value a text, a number, a boolean, or a list or map of these
     */
    public static NamedTrait trait(String name, @Nullable Object value) {
        return new NamedTrait(name, value);
    }
}
