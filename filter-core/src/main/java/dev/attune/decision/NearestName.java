package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import java.util.Collection;
import java.util.Locale;

/** Finds the name that a misspelt one was meant to be. */
final class NearestName {
    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /** Returns {@code ; did you mean "x"?} for a near name, else the list of valid ones. */
    static String hint(String found, Collection<String> valid) {
        String nearest = "";
        int least = Integer.MAX_VALUE;
        for (String name : valid) {
            int distance = found.length() > MAX_LENGTH ? Integer.MAX_VALUE : distance(found, name);
            if (distance < least) {
                least = distance;
                nearest = name;
            }
        }
        boolean near = least <= Math.max(1, Math.min(found.length(), nearest.length()) / 2);
        return near
                ? "; did you mean " + MessageText.text(nearest) + "?"
                : "; expected one of " + String.join(", ", valid);
    }

    /** Levenshtein's distance, case aside. */
    private static int distance(String found, String valid) {
        String a = found.toLowerCase(Locale.ROOT);
        String b = valid.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
