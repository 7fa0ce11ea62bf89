package dev.attune.it.cdi.frozen;

import dev.attune.decision.Edit;
import dev.attune.jakarta.cdi.PageEditor;
import dev.attune.jakarta.cdi.PageEdits;
import java.util.List;

@PageEdits("/*")
public final class BadSelector implements PageEditor {
    @Override
    public List<Edit> edits() {
        return List.of(Edit.text("p::first-line", "no selector of an element"));
    }
}
