package dev.attune.transform;

import dev.attune.decision.AppliedEdit;
import dev.attune.decision.Decision;
import dev.attune.decision.Edit;
import dev.attune.html.Content;
import dev.attune.html.Element;
import dev.attune.html.ElementHandler;
import dev.attune.html.HtmlRewriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a decision into the rewriter of one page: client traits and page colour go to the start of its head, edits to the
 * elements that they select. Immutable; safe for use by many threads.
 */
public final class PageTransform {
    private static final int HEAD_SIZE = 4096;

    private final Map<Edit, CompiledEdit> edits = new HashMap<>();
    private final ClientTraits clientTraits;

    /**
     * Compiles all that no visitor changes.
     *
     * @param edits every edit that a decision can ever hold
     * @param clientScriptPath the URL path, context path included, that serves {@link ClientScript}
     * @throws IllegalArgumentException if a selector or a value is wrong, or a placeholder stands where no value is safe;
     *     the message names the edit and what was expected
     */
    public PageTransform(Collection<Edit> edits, String clientScriptPath) {
        for (Edit edit : edits) {
            this.edits.put(edit, CompiledEdit.of(edit));
        }
        clientTraits = new ClientTraits(clientScriptPath, ClientScript.get());
    }

    /** Returns the URL, path and query, under which pages ask for the client script. */
    public String clientScriptUrl() {
        return clientTraits.url();
    }

    /**
     * Returns the rewriter of one page for one visitor, or null where nothing is to be done. It serves one response only.
     *
     * @param onError is told once if rewriting fails; the page goes out untouched from there on
     * @throws IllegalArgumentException if the decision holds an edit that the constructor was not given
     */
    public @Nullable HtmlRewriter rewriterFor(
            Decision decision, ScriptPolicy policy, Consumer<RuntimeException> onError) {
        HtmlRewriter.Builder rewriter = HtmlRewriter.builder().onError(onError);
        boolean empty = true;
        for (AppliedEdit applied : decision.edits()) {
            CompiledEdit edit = edits.get(applied.edit());
            if (edit == null) {
                throw new IllegalArgumentException("not known at start: " + applied.edit());
            }
            ElementHandler handler = edit.handler(applied.values());
            if (handler != null) {
                rewriter.on(edit.selector(), handler);
                empty = false;
            }
        }
        PageColor color = decision.pageColor() == null ? null : PageColor.of(decision.pageColor());
        if (color != null && !hasStyleElement(policy) && policy.styleAttributes()) {
            rewriter.on(
                    "body", new Once(body -> body.setAttribute("style", color.inAttribute(body.attribute("style")))));
            empty = false;
        }
        String head = head(decision, color, policy);
        if (!head.isEmpty()) {
            // Last, so that no edit of the head can put anything before it.
            rewriter.on("head", new Once(element -> element.prepend(Content.html(head))));
            empty = false;
        }
        return empty ? null : rewriter.build();
    }

    private String head(Decision decision, @Nullable PageColor color, ScriptPolicy policy) {
        StringBuilder head = new StringBuilder();
        Map<String, Object> traits = decision.clientTraits();
        if (traits != null && clientTraits.isPossible(policy)) {
            head.ensureCapacity(HEAD_SIZE);
            clientTraits.append(traits, policy, head);
        }
        if (color != null && hasStyleElement(policy)) {
            color.appendElement(head, policy.styleNonce());
        }
        return head.toString();
    }

    private static boolean hasStyleElement(ScriptPolicy policy) {
        return policy.styleNonce() != null || policy.inlineStyle();
    }

    /** A page may have a second head or body, which browsers merge into the first. */
    private static final class Once implements ElementHandler {
        private final ElementHandler handler;
        private boolean done;

        Once(ElementHandler handler) {
            this.handler = handler;
        }

        @Override
        public void element(Element element) {
            if (!done) {
                done = true;
                handler.element(element);
            }
        }
    }
}
