package dev.attune.experiment;

/** The names of experiments and hold-outs: what stands in a cookie, an event and a query alike. */
final class Keys {
    private static final int MAX_LENGTH = 64;

    private Keys() {}

    static String check(String key) {
        if (!isValid(key)) {
            throw new IllegalArgumentException("expected 1 to " + MAX_LENGTH + " ASCII letters, digits, _ - . : or |");
        }
        return key;
    }

    static boolean isValid(String key) {
        return !key.isEmpty()
                && key.length() <= MAX_LENGTH
                && key.chars().allMatch(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || "_-.:|".indexOf(c) >= 0);
    }
}
