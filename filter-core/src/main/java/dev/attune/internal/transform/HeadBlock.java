package dev.attune.internal.transform;

import dev.attune.decision.Edit;
import dev.attune.decision.Edit.Action;
import dev.attune.html.Content;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rule's style sheet or script for the head of a page, the same for all visitors. */
record HeadBlock(Edit edit) {
    /** What a parser takes for the end of a style sheet, or for the end of a script or what hides one (HTML, 13.2.5.15). */
    private static final Pattern ENDS_STYLE = Pattern.compile("</style", Pattern.CASE_INSENSITIVE);

    private static final Pattern ENDS_SCRIPT = Pattern.compile("</script|<script|<!--", Pattern.CASE_INSENSITIVE);

    HeadBlock {
        Pattern end = edit.action() == Action.STYLE ? ENDS_STYLE : ENDS_SCRIPT;
        var found = end.matcher(edit.value());
        if (found.find()) {
            throw new IllegalArgumentException("it must not hold " + found.group());
        }
    }

    /** Returns the element, or null where the page's policy does not let it take effect. */
    @Nullable
    Content content(ScriptPolicy policy) {
        boolean isStyle = edit.action() == Action.STYLE;
        String nonce = isStyle ? policy.styleNonce() : policy.scriptNonce();
        if (nonce == null && !(isStyle ? policy.inlineStyle() : policy.inlineScript())) {
            return null;
        }
        String name = isStyle ? "style" : "script";
        StringBuilder element = new StringBuilder("<").append(name);
        HtmlEscape.appendNonce(nonce, element);
        element.append('>').append(edit.value()).append("</").append(name).append('>');
        return Content.html(element.toString());
    }
}
