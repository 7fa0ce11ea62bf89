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

    /** The rules that matched html and the body when these were implied. */
    private long @Nullable [][] metBefore;

    ElementCalls(Program program, Matcher matcher, AttributeSpans noted, Editor editor, ActiveRules scopes) {
        this.program = program;
        this.matcher = matcher;
        this.noted = noted;
        this.editor = editor;
        this.scopes = scopes;
    }

    /**
     * Calls the handlers of html or the body, without a tag so far; returns whether the end matters to one of them. They
     * are called again if the tag comes late.
     */
    boolean callImplied(byte[] buffer, long name, int at, int index) throws IOException {
        long[][] met = metBefore;
        if (met == null) {
            met = new long[][] {EmptyArrays.LONGS, EmptyArrays.LONGS};
            metBefore = met;
        }
        met[index] = matcher.hits.clone();
        MatchedElement matched = begin(buffer, name, at, at, at, true, 0);
        matched.mayBeCompleted();
        return call(matched, index, true, Call.MAY_COME_AGAIN);
    }

    /** Calls the handlers of html or the body for a tag that comes late; returns whether the end matters to one of them. */
    boolean callLate(byte[] buffer, long name, int start, int endOfName, int end, int index, int notedLetters)
            throws IOException {
        MatchedElement matched = begin(buffer, name, start, endOfName, end, true, notedLetters);
        return call(matched, index, true, Call.LATE);
    }

    private enum Call {
        ONCE,
        MAY_COME_AGAIN,
        LATE
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
        return call(begin(buffer, name, start, endOfName, end, hasContent, notedLetters), index, hasContent, Call.ONCE);
    }

    private MatchedElement begin(
            byte[] buffer, long name, int start, int endOfName, int end, boolean hasContent, int notedLetters) {
        MatchedElement matched = element;
        if (matched == null) {
            matched = new MatchedElement(noted);
            element = matched;
        }
        matched.begin(buffer, start, endOfName, end, name, hasContent, notedLetters);
        return matched;
    }

    private boolean call(MatchedElement matched, int index, boolean hasContent, Call kind) throws IOException {
        boolean endMatters = false;
        long[] hits = matcher.hits;
        int done = -1;
        int[] scoped = null;
        try {
            for (int w = 0; w < hits.length; w++) {
                for (long rest = hits[w]; rest != 0; rest &= rest - 1) {
                    boolean again = kind == Call.LATE && wasMet(index, w, Long.lowestOneBit(rest));
                    int rule = program.ruleOf[w * 64 + Long.numberOfTrailingZeros(rest)];
                    if (rule == done) {
                        continue;
                    }
                    done = rule;
                    Program.Rule matchedRule = program.rules[rule];
                    ElementHandler handler = matchedRule.element();
                    if (handler != null) {
                        if (kind == Call.LATE) {
                            matched.late(again);
                        }
                        handler.element(matched);
                    } else if (hasContent && !again) {
                        scoped = scoped == null ? new int[1] : Arrays.copyOf(scoped, scoped.length + 1);
                        scoped[scoped.length - 1] = rule;
                    }
                    if (matchedRule.once() && kind != Call.MAY_COME_AGAIN) {
                        matcher.retireRule(rule);
                    }
                }
            }
            if (!matched.isUntouched()) {
                endMatters =
                        kind == Call.LATE ? editor.applyLate(matched, index) : editor.apply(matched, index, hasContent);
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

    private boolean wasMet(int index, int word, long bit) {
        long[][] met = metBefore;
        return met != null && word < met[index].length && (met[index][word] & bit) != 0;
    }

    /** Whether the tags of the last element are left out. */
    boolean isTagDropped() {
        return element != null && element.dropsTags;
    }

    /** Whether the tag of the last element is in the output, if it was implied. */
    boolean isTagWritten() {
        return element != null && element.isTagWritten();
    }
}
