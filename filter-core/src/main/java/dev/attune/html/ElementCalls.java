package dev.attune.html;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Calls the handlers of elements that rules matched. */
final class ElementCalls {
    private final Program program;
    private final Matcher matcher;
    private final AttributeSpans noted;
    private final Editor editor;
    private final ActiveRules scopes;
    private @Nullable MatchedElement element;

    ElementCalls(Program program, Matcher matcher, AttributeSpans noted, Editor editor, ActiveRules scopes) {
        this.program = program;
        this.matcher = matcher;
        this.noted = noted;
        this.editor = editor;
        this.scopes = scopes;
    }

    /**
     * Calls the handlers of an element and applies their edits; returns whether its end matters to one of them.
     *
     * @param notedLetters first letters of the attributes that were noted, if they occur in the tag
     */
    boolean call(
            byte[] buffer,
            long name,
            int start,
            int endOfName,
            int end,
            int index,
            boolean hasContent,
            int notedLetters)
            throws IOException {
        MatchedElement matched = element;
        if (matched == null) {
            matched = new MatchedElement(noted);
            element = matched;
        }
        matched.begin(buffer, start, endOfName, end, name, hasContent, notedLetters);
        boolean endMatters = false;
        long[] hits = matcher.hits;
        int done = -1;
        int[] scoped = null;
        try {
            for (int w = 0; w < hits.length; w++) {
                for (long rest = hits[w]; rest != 0; rest &= rest - 1) {
                    int rule = program.ruleOf[w * 64 + Long.numberOfTrailingZeros(rest)];
                    if (rule == done) {
                        continue;
                    }
                    done = rule;
                    Program.Rule matchedRule = program.rules[rule];
                    ElementHandler handler = matchedRule.element();
                    if (handler != null) {
                        handler.element(matched);
                    } else if (hasContent) {
                        scoped = scoped == null ? new int[1] : Arrays.copyOf(scoped, scoped.length + 1);
                        scoped[scoped.length - 1] = rule;
                    }
                    if (matchedRule.once()) {
                        matcher.retireRule(rule);
                    }
                }
            }
            if (!matched.isUntouched()) {
                endMatters = editor.apply(matched, index, hasContent);
            }
        } catch (RuntimeException e) {
            throw new HandlerFailure(e);
        } finally {
            matched.end();
        }
        if (scoped != null) {
            scopes.begin(scoped);
            editor.addScopes(index, scoped);
        }
        return endMatters || scoped != null;
    }

    /** Whether the tag of the last element is in the output, if it was implied. */
    boolean isTagWritten() {
        return element != null && element.isTagWritten();
    }
}
