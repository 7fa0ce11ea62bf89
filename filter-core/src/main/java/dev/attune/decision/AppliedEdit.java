package dev.attune.decision;

import java.util.List;

/**
 * An edit that applies to this visitor's page.
 *
 * @param edit the rule's edit
 * @param values what the profile holds for each placeholder of {@link Edit#value()}, in order of appearance, unescaped;
 *     {@code ""} where the visitor has no such trait
 */
public record AppliedEdit(Edit edit, List<String> values) {
    public AppliedEdit {
        values = List.copyOf(values);
    }
}
