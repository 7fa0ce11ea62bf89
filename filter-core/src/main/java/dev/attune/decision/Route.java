package dev.attune.decision;

import dev.attune.internal.text.MessageText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pages that a rule is about: one path, or a folder and all below it; or all paths of one form.
 *
 * @param path the exact path, or the folder's path without a slash at its end ({@code ""} for the whole app); of a form, as it is
 *     written
 * @param folder whether all below {@code path} is meant too; {@code /shop/*} means {@code /shop} as well, as it does in a
 *     filter mapping
 * @param form the segments of a form, in which {@code *} and {@code {name}} stand for any one; empty for all other routes
 */
record Route(String path, boolean folder, List<String> form) {
    private static final String BELOW = "/*";
    private static final String ANY = "*";

    /**
     * Reads {@code /cart}, {@code /shop/*}, {@code /*}, {@code /shop/*}{@code /detail} or {@code /p/{id}}.
     *
     * @throws RuleException if it is none of these
     */
    static Route parse(String where, String text) {
        boolean folder = text.endsWith(BELOW);
        String path = folder ? text.substring(0, text.length() - BELOW.length()) : text;
        String[] segments = path.split("/", -1);
        List<String> form = new ArrayList<>();
        Set<String> names = new HashSet<>();
        StringBuilder plain = new StringBuilder();
        boolean isForm = false;
        String problem = null;
        for (int i = 1; i < segments.length; i++) {
            String segment = segments[i];
            boolean isAny = segment.equals(ANY) || isNamed(segment);
            problem = problem == null && !isAny ? segmentProblem(segment) : problem;
            problem = problem == null && isNamed(segment) && !names.add(segment) ? segment + " stands twice" : problem;
            isForm |= isAny;
            form.add(segment);
            plain.append('/').append(isAny ? "any" : segment);
        }
        problem = problem == null ? pathProblem(segments[0] + plain, folder) : problem;
        if (problem != null) {
            throw new RuleException(
                    where,
                    "found " + MessageText.text(text)
                            + "; expected a path such as /cart, a prefix such as /shop/* or a form"
                            + " such as /shop/*/detail or /p/{id}: " + problem);
        }
        return new Route(path, folder, isForm ? List.copyOf(form) : List.of());
    }

    private static boolean isNamed(String segment) {
        return segment.matches("\\{[A-Za-z_][A-Za-z0-9_]{0,63}}");
    }

    private static @Nullable String segmentProblem(String segment) {
        if (segment.indexOf('*') >= 0) {
            return "* stands for a whole segment";
        }
        return segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0
                ? "{name} stands for a whole segment, with a name of letters, digits and _"
                : null;
    }

    private static @Nullable String pathProblem(String path, boolean folder) {
        if (folder && path.isEmpty()) {
            return null;
        }
        return folder && path.endsWith("/") ? "a path holds no //" : PathSyntax.problem(path);
    }

    /** Whether it stands for all paths of one form. */
    boolean isForm() {
        return !form.isEmpty();
    }

    /** Whether it stands for one path only. */
    boolean isPage() {
        return !folder && !isForm();
    }

    boolean matches(String requested) {
        if (isForm()) {
            return matchesForm(requested);
        }
        if (!requested.startsWith(path)) {
            return false;
        }
        return requested.length() == path.length() || (folder && requested.charAt(path.length()) == '/');
    }

    /** Whether there may be a path of both. */
    boolean meets(Route other) {
        List<String> mine = segments();
        List<String> others = other.segments();
        for (int i = 0; i < Math.min(mine.size(), others.size()); i++) {
            String segment = mine.get(i);
            if (!isAny(segment) && !isAny(others.get(i)) && !segment.equals(others.get(i))) {
                return false;
            }
        }
        return mine.size() == others.size() || (mine.size() < others.size() ? folder : other.folder);
    }

    private List<String> segments() {
        if (isForm()) {
            return form;
        }
        return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/", -1));
    }

    private boolean matchesForm(String requested) {
        int start = 0;
        for (int i = 0; i < form.size(); i++) {
            if (start >= requested.length() || requested.charAt(start) != '/') {
                return false;
            }
            int end = end(requested, start + 1);
            String segment = form.get(i);
            boolean fits = isAny(segment)
                    ? end > start + 1
                    : end - start - 1 == segment.length() && requested.startsWith(segment, start + 1);
            if (!fits) {
                return false;
            }
            start = end;
        }
        return start == requested.length() || folder;
    }

    private static boolean isAny(String segment) {
        return segment.equals(ANY) || segment.startsWith("{");
    }

    private static int end(String path, int start) {
        int end = path.indexOf('/', start);
        return end < 0 ? path.length() : end;
    }

    /** Returns whether the form names a segment so. */
    boolean names(String parameter) {
        return form.contains("{" + parameter + "}");
    }

    /** Returns the segment that the form names so, or null where there is none or the path is of another form. */
    @Nullable
    String parameter(String requested, String name) {
        int place = form.indexOf("{" + name + "}");
        if (place < 0 || !matches(requested)) {
            return null;
        }
        int start = 1;
        for (int i = 0; i < place; i++) {
            start = end(requested, start) + 1;
        }
        return requested.substring(start, end(requested, start));
    }

    /** Returns a path that the route stands for. */
    String example() {
        if (!isForm()) {
            return path.isEmpty() ? "/" : path;
        }
        StringBuilder example = new StringBuilder();
        for (String segment : form) {
            String name = segment.equals(ANY) ? "any" : segment;
            example.append('/').append(name.startsWith("{") ? name.substring(1, name.length() - 1) : name);
        }
        return example.toString();
    }

    @Override
    public String toString() {
        return folder ? path + BELOW : path;
    }
}
