package dev.attune.it.cdi;

import dev.attune.decision.Edit;
import dev.attune.jakarta.cdi.PageEditor;
import dev.attune.jakarta.cdi.PageEdits;
import dev.attune.profile.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@PageEdits("/*")
public final class GreetingRule implements PageEditor {
    @Override
    public List<Edit> edits() {
        return List.of(Edit.text("#hello", "Hello, {name}!"));
    }

    @Override
    public @Nullable Map<String, ?> values(Profile profile) {
        return profile.isUnknown()
                ? null
                : Map.of("name", profile.text("first_name").toUpperCase(Locale.ROOT));
    }
}
