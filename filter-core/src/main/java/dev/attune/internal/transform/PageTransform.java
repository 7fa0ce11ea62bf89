package dev.attune.internal.transform;

import dev.attune.decision.AppliedEdit;
import dev.attune.decision.Decision;
import dev.attune.decision.Edit;
import dev.attune.html.Content;
import dev.attune.html.Element;
import dev.attune.html.ElementHandler;
import dev.attune.html.HtmlRewriter;
import dev.attune.html.Selector;
import dev.attune.internal.transform.PageScripts.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns a decision into the rewriter of one page: client traits and page colour go to the start of its head, edits to the
 * elements that they select. Immutable; safe for use by many threads.
 */
public final class PageTransform {
    private static final Selector HEAD = Selector.parse("head");
    private static final Selector BODY = Selector.parse("body");

    private final Map<Edit, CompiledEdit> edits = new HashMap<>();
    private final Map<Edit, HeadBlock> blocks = new HashMap<>();
    private final ClientTraitsScript clientTraits;
    private final PageScripts scripts;

    /**
     * Compiles all that no visitor changes.
     *
     * @param edits every edit that a decision can ever hold
     * @param clientScriptPath the URL path, context path included, that serves the client script; Attune's other
     *     endpoints stand beside it
     * @throws IllegalArgumentException if a selector or a value is wrong, or a placeholder stands where no value is safe;
     *     the message names the edit and the value expected
     */
    public PageTransform(Collection<Edit> edits, String clientScriptPath) {
        for (Edit edit : edits) {
            if (edit.action().isBlock()) {
                blocks.put(edit, new HeadBlock(edit));
            } else {
                this.edits.put(edit, CompiledEdit.of(edit));
            }
        }
        String folder = clientScriptPath.substring(0, clientScriptPath.lastIndexOf('/') + 1);
        clientTraits = new ClientTraitsScript(folder);
        scripts = new PageScripts(folder);
    }

    /**
     * Checks an edit as the constructor does.
     *
     * @throws IllegalArgumentException if its selector or value is wrong; the message says why
     */
    public static void check(Edit edit) {
        var unused = edit.action().isBlock() ? new HeadBlock(edit) : new CompiledEdit(edit);
    }

    /** Tells whether an edit changes anything: whether each of its placeholders has a value that may stand in its place. */
    public static boolean changes(AppliedEdit applied) {
        return applied.values().isEmpty() || CompiledEdit.of(applied.edit()).fill(applied.values()) != null;
    }

    /** Tells whether a page may have this colour. */
    public static boolean isColor(String text) {
        return PageColor.of(text) != null;
    }

    /** Returns the URL, path and query, under which pages ask for the client script. */
    public String clientScriptUrl() {
        return clientTraits.url();
    }

    /** Returns the scripts that pages may get beside that of client traits. */
    public PageScripts scripts() {
        return scripts;
    }

    /**
     * Returns the rewriter of one page for one visitor, or null where nothing is to be done. It serves one response only.
     *
     * @param onError called once if rewriting fails; the page goes out untouched from there on
     * @throws IllegalArgumentException if the decision holds an edit that the constructor was not given
     */
    public @Nullable HtmlRewriter rewriterFor(
            Decision decision, ScriptPolicy policy, Consumer<RuntimeException> onError) {
        return rewriterFor(decision, null, policy, onError);
    }

    /**
     * Returns the rewriter of a part of a page, as {@link #rewriterFor(Decision, ScriptPolicy, Consumer)} does for a whole
     * one: only edits whose elements the part has tags for apply to it.
     */
    public @Nullable HtmlRewriter fragmentRewriterFor(Decision decision, Consumer<RuntimeException> onError) {
        HtmlRewriter.Builder rewriter = HtmlRewriter.builder().onError(onError).fragment();
        return addEdits(decision, rewriter) ? rewriter.build() : null;
    }

    /**
     * Returns the rewriter of one page, as {@link #rewriterFor(Decision, ScriptPolicy, Consumer)} does.
     *
     * @param ribbon what marks the page as a preview, or null where it is none
     */
    public @Nullable HtmlRewriter rewriterFor(
            Decision decision, @Nullable Ribbon ribbon, ScriptPolicy policy, Consumer<RuntimeException> onError) {
        return rewriterFor(decision, ribbon, List.of(), policy, onError);
    }

    /**
     * Returns the rewriter of one page, as {@link #rewriterFor(Decision, Ribbon, ScriptPolicy, Consumer)} does.
     *
     * @param more the scripts that the page gets whatever its rules say
     */
    public @Nullable HtmlRewriter rewriterFor(
            Decision decision,
            @Nullable Ribbon ribbon,
            List<PageScript> more,
            ScriptPolicy policy,
            Consumer<RuntimeException> onError) {
        if (ribbon == null && more.isEmpty() && isNothing(decision)) {
            return null;
        }
        HtmlRewriter.Builder rewriter = HtmlRewriter.builder().onError(onError);
        boolean empty = !addEdits(decision, rewriter);
        List<Content> added = blocks(decision, policy);
        added.addAll(scripts.contents(more, Place.END));
        List<Content> behindTraits = scripts.contents(more, Place.BEHIND_TRAITS);
        List<Content> behindStyle = scripts.contents(more, Place.BEHIND_STYLE);
        if (!added.isEmpty()) {
            rewriter.onFirst(HEAD, head -> added.forEach(head.isImplied() ? head::before : head::append));
            empty = false;
        }
        Map<String, Object> traits = ScriptElement.isPossible(policy) ? decision.clientTraits() : null;
        PageColor color = decision.pageColor() == null ? null : PageColor.of(decision.pageColor());
        PageColor style = hasStyleElement(policy) ? color : null;
        if (color != null && style == null && policy.styleAttributes()) {
            rewriter.onFirst(BODY, body -> body.setAttribute("style", color.attribute(body.attribute("style"))));
            empty = false;
        }
        if (traits != null || style != null || !behindTraits.isEmpty() || !behindStyle.isEmpty()) {
            // Last, so that no edit of the head puts anything before it: the markup that is prepended last comes first.
            rewriter.onFirst(HEAD, head -> {
                List<Content> contents = new ArrayList<>();
                if (traits != null) {
                    clientTraits.addTo(contents, traits, policy);
                }
                contents.addAll(behindTraits);
                if (style != null) {
                    contents.add(Content.html(style.element(policy.styleNonce())));
                }
                contents.addAll(behindStyle);
                begin(head, contents);
            });
            empty = false;
        }
        if (ribbon != null) {
            // Last, so that it comes first: it stays where an edit replaces what the body holds.
            rewriter.onFirst(BODY, body -> body.prepend(Content.html(ribbon.html(policy))));
            empty = false;
        }
        return empty ? null : rewriter.build();
    }

    /** Puts elements first into the head. A head that has no tag needs none: a browser makes it for these elements. */
    private static void begin(Element head, List<Content> contents) {
        if (head.isImplied()) {
            contents.forEach(head::before);
        } else {
            for (int i = contents.size() - 1; i >= 0; i--) {
                head.prepend(contents.get(i));
            }
        }
    }

    private boolean addEdits(Decision decision, HtmlRewriter.Builder rewriter) {
        boolean added = false;
        for (AppliedEdit applied : decision.edits()) {
            if (applied.edit().action().isBlock()) {
                continue;
            }
            CompiledEdit edit = edits.get(applied.edit());
            if (edit == null) {
                throw new IllegalArgumentException("not known at start: " + applied.edit());
            }
            ElementHandler handler = edit.handler(applied.values());
            if (handler != null) {
                rewriter.on(edit.selector(), handler);
                added = true;
            }
        }
        return added;
    }

    /** Returns what goes to the end of the head, as far as the policy lets it take effect. */
    private List<Content> blocks(Decision decision, ScriptPolicy policy) {
        List<Content> contents = new ArrayList<>();
        for (AppliedEdit applied : decision.edits()) {
            HeadBlock block = blocks.get(applied.edit());
            Content content = block == null ? null : block.content(policy);
            if (content != null) {
                contents.add(content);
            }
        }
        return contents;
    }

    private static boolean isNothing(Decision decision) {
        return decision.clientTraits() == null
                && decision.pageColor() == null
                && decision.edits().isEmpty();
    }

    private static boolean hasStyleElement(ScriptPolicy policy) {
        return policy.styleNonce() != null || policy.inlineStyle();
    }
}
