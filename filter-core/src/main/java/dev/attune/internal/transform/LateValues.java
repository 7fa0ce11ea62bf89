package dev.attune.internal.transform;

import dev.attune.decision.AppliedEdit;
import dev.attune.decision.Decision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the script of a page from a shared cache makes of late rules, as JSON values. */
public final class LateValues {
    private LateValues() {}

    /** Returns the texts by selector, and the page colour, of a decision by late rules. */
    public static Map<String, Object> of(Decision late) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Map<String, String>> texts = new ArrayList<>();
        for (AppliedEdit applied : late.edits()) {
            String text = CompiledEdit.of(applied.edit()).fill(applied.values());
            if (text != null) {
                texts.add(Map.of("select", applied.edit().select(), "text", text));
            }
        }
        values.put("texts", texts);
        PageColor color = late.pageColor() == null ? null : PageColor.of(late.pageColor());
        if (color != null) {
            values.put("color", Map.of("page", color.background(), "text", color.text()));
        }
        return values;
    }
}
