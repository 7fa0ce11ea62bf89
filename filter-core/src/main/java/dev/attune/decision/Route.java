package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import org.jspecify.annotations.Nullable;

/**
 * The pages that a rule is about: one path, or a folder and all below it.
 *
 * @param path the exact path, or the folder's path without a slash at its end ({@code ""} for the whole app)
 * @param folder whether all below {@code path} is meant too; {@code /shop/*} means {@code /shop} as well, as it does in a
 *     filter mapping
 */
record Route(String path, boolean folder) {
    private static final String BELOW = "/*";

    /**
     * Reads {@code /cart}, {@code /shop/*} or {@code /*}.
     *
     * @throws RuleException if it is neither an exact path nor a prefix that ends in {@code /*}
     */
    static Route parse(String where, String text) {
        boolean folder = text.endsWith(BELOW);
        String path = folder ? text.substring(0, text.length() - BELOW.length()) : text;
        String problem = path.indexOf('*') >= 0 ? "* stands at the end only, as /*" : pathProblem(path, folder);
        if (problem != null) {
            throw new RuleException(
                    where,
                    "found " + MessageText.text(text) + "; expected a path such as /cart or a prefix such as /shop/*: "
                            + problem);
        }
        return new Route(path, folder);
    }

    private static @Nullable String pathProblem(String path, boolean folder) {
        if (folder && path.isEmpty()) {
            return null;
        }
        return folder && path.endsWith("/") ? "a path holds no //" : PathSyntax.problem(path);
    }

    boolean matches(String requested) {
        if (!requested.startsWith(path)) {
            return false;
        }
        return requested.length() == path.length() || (folder && requested.charAt(path.length()) == '/');
    }

    @Override
    public String toString() {
        return folder ? path + BELOW : path;
    }
}
