package dev.attune.internal.text;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that a misspelt one was most likely meant to be. */
public final class NearestName {
    private static final int MAX_LENGTH = 64;

    private NearestName() {}

    /** Returns the name with the fewest letters to change, upper and lower case aside, or null where none is near. */
    public static @Nullable String to(String typed, Collection<String> names) {
        if (typed.length() > MAX_LENGTH) {
            return null;
        }
        String nearest = null;
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least && distance <= mostChanges(typed, name)) {
                least = distance;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Returns the end of a message: {@code ; did you mean "x"?} for a near name, else the list of the valid names. */
    public static String hint(String typed, Collection<String> valid) {
        String nearest = to(typed, valid);
        return nearest == null
                ? "; expected one of " + String.join(", ", valid)
                : "; did you mean " + MessageText.text(nearest) + "?";
    }

    private static int mostChanges(String typed, String name) {
        return Math.max(1, Math.min(typed.length(), name.length()) / 2);
    }

    /** Counts letters that are added, left out, replaced, or swapped with their neighbour ("optimal string alignment"). */
    private static int distance(String a, String b) {
        int[][] changes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    changes[i][j] = i + j;
                    continue;
                }
                boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(changes[i - 1][j], changes[i][j - 1]) + 1;
                least = Math.min(least, changes[i - 1][j - 1] + (equal ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, changes[i - 2][j - 2] + 1);
                }
                changes[i][j] = least;
            }
        }
        return changes[a.length()][b.length()];
    }
}
