package dev.attune.html;

import org.jspecify.annotations.Nullable;

/** Which text and comment rules hold where the page stands: those that matched an element which is still open. */
final class ActiveRules {
    private final Program program;

    /** By rule, how many such elements are open. */
    private int @Nullable [] open;

    private int texts;
    private int comments;

    ActiveRules(Program program) {
        this.program = program;
    }

    void begin(int[] rules) {
        int[] counts = open;
        if (counts == null) {
            counts = new int[program.rules.length];
            open = counts;
        }
        for (int rule : rules) {
            counts[rule]++;
            change(rule, 1);
        }
    }

    void end(int[] rules) {
        int[] counts = open;
        if (counts != null) {
            for (int rule : rules) {
                counts[rule]--;
                change(rule, -1);
            }
        }
    }

    void clear() {
        open = null;
        texts = 0;
        comments = 0;
    }

    private void change(int rule, int by) {
        if (program.rules[rule].text() != null) {
            texts += by;
        } else {
            comments += by;
        }
    }

    boolean wantText() {
        return texts > 0;
    }

    boolean wantComments() {
        return comments > 0;
    }

    /** Calls each handler that waits for text once, in the order of the rules. */
    void text(TextChunk chunk) {
        int[] counts = open;
        for (int rule = 0; counts != null && rule < counts.length; rule++) {
            TextHandler handler = program.rules[rule].text();
            if (counts[rule] > 0 && handler != null) {
                handler.text(chunk);
            }
        }
    }

    /** Calls each handler that waits for comments once, in the order of the rules. */
    void comment(Comment comment) {
        int[] counts = open;
        for (int rule = 0; counts != null && rule < counts.length; rule++) {
            CommentHandler handler = program.rules[rule].comment();
            if (counts[rule] > 0 && handler != null) {
                handler.comment(comment);
            }
        }
    }
}
