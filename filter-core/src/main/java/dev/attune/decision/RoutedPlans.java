package dev.attune.decision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The plans of a site, found by path: a look-up by hash, and a comparison for each route that stands for more than one path. */
final class RoutedPlans {
    private static final int MOST_MEETINGS = 1_000;

    private final Map<String, Plan> pages = new HashMap<>();
    private final List<Folder> folders = new ArrayList<>();
    private final Plan elsewhere;
    /** The routes that stand for paths of one form, and the plans where some of them meet, as they were asked for. */
    private final List<Route> forms;

    private final Map<List<Route>, Plan> meetings = new ConcurrentHashMap<>();
    private final Function<String, Plan> meeting;

    RoutedPlans(List<VariationRule> variations, List<ContentRule> content, Plan.SiteRules site) {
        List<VariationRule> ofVariations = List.copyOf(variations);
        List<ContentRule> ofContent = List.copyOf(content);
        Set<Route> routes = new HashSet<>();
        ofVariations.forEach(rule -> addRoute(rule.terms(), routes));
        ofContent.forEach(rule -> addRoute(rule.terms(), routes));
        forms = routes.stream().filter(Route::isForm).toList();
        meeting = path -> new Plan(
                ofVariations.stream().filter(rule -> rule.terms().isFor(path)).toList(),
                ofContent.stream().filter(rule -> rule.terms().isFor(path)).toList(),
                site,
                null);
        routes.removeAll(forms);
        for (Route route : routes) {
            Plan plan = new Plan(
                    ofVariations.stream()
                            .filter(rule -> rule.terms().isForPagesOf(route))
                            .toList(),
                    ofContent.stream()
                            .filter(rule -> rule.terms().isForPagesOf(route))
                            .toList(),
                    site,
                    null);
            if (route.folder()) {
                folders.add(new Folder(route, plan));
            } else {
                pages.put(route.path(), plan.at(route.path()));
            }
        }
        folders.sort(
                Comparator.comparingInt((Folder folder) -> folder.route.path().length())
                        .reversed());
        elsewhere = new Plan(List.of(), List.of(), site, null);
    }

    private static void addRoute(Terms terms, Set<Route> routes) {
        Route route = terms.route();
        if (route != null) {
            routes.add(route);
        }
    }

    /** @param path inside the context, decoded and normalized */
    Plan of(String path) {
        Plan page = pages.get(path);
        if (page != null) {
            return page;
        }
        Folder folder = folder(path);
        List<Route> fitting = forms.isEmpty() ? List.of() : formsOf(path);
        if (!fitting.isEmpty()) {
            return meeting(path, folder, fitting).at(path);
        }
        return folder == null ? elsewhere : folder.plan.at(path);
    }

    /** Returns the longest folder around a path; its plan holds the rules of all folders around it. */
    private @Nullable Folder folder(String path) {
        for (int i = 0; i < folders.size(); i++) {
            Folder folder = folders.get(i);
            if (folder.route.matches(path)) {
                return folder;
            }
        }
        return null;
    }

    private List<Route> formsOf(String path) {
        List<Route> fitting = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            if (forms.get(i).matches(path)) {
                fitting.add(forms.get(i));
            }
        }
        return fitting;
    }

    /** All paths that are of the same forms and in the same folder have the same rules. Visitors choose paths, so the memory is bounded. */
    private Plan meeting(String path, @Nullable Folder folder, List<Route> fitting) {
        List<Route> routes = new ArrayList<>(fitting);
        if (folder != null) {
            routes.add(folder.route);
        }
        Plan known = meetings.get(routes);
        if (known != null) {
            return known;
        }
        Plan made = meeting.apply(path);
        if (meetings.size() < MOST_MEETINGS) {
            meetings.put(routes, made);
        }
        return made;
    }

    /** Whether a rule is about just this path. */
    boolean hasPage(String path) {
        return pages.containsKey(path);
    }

    /** Returns a path for each route, in alphabetical order: the route itself, the folder of a prefix, or a path of a form. */
    SortedSet<String> examplePaths() {
        SortedSet<String> examples = new TreeSet<>(pages.keySet());
        folders.forEach(folder -> examples.add(folder.route.example()));
        forms.forEach(form -> examples.add(form.example()));
        return examples;
    }

    private record Folder(Route route, Plan plan) {}
}
