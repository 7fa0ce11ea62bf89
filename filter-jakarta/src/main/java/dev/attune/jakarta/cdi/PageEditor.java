package dev.attune.jakarta.cdi;

import dev.attune.decision.Edit;
import dev.attune.profile.Profile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes the content of pages, as a bean with {@link PageEdits}.
 *
 * <pre>{@code
 * @PageEdits("/*")
 * public class Greeting implements PageEditor {
 *     @Override
 *     public List<Edit> edits() {
 *         return List.of(Edit.text("#greeting", "Hello, {name}!"));
 *     }
 *
 *     @Override
 *     public Map<String, ?> values(Profile profile) {
 *         return Map.of("name", profile.text("first_name"));
 *     }
 * }
 * }</pre>
 */
public interface PageEditor {
    /** Returns the edits of the pages. Asked at start; {@code {name}} in an edit's value stands for one of the values. */
    List<Edit> edits();

    /**
     * Returns what the placeholders stand for, by name: texts, numbers or booleans, which are escaped for their place; or null
     * where this visitor's pages keep their own content. An edit one of whose values is missing or empty is left out. Called
     * by many threads at once, for each edit of each page.
     */
    default @Nullable Map<String, ?> values(Profile profile) {
        return profile.traits();
    }
}
