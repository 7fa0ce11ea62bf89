package dev.attune;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The circles of top-level classes that name each other, nested classes counted with the class around them (Tarjan's
 * strongly connected components).
 */
final class ClassCircles {
    private final Map<String, Set<String>> graph = new HashMap<>();
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Set<String>> circles = new ArrayList<>();

    private ClassCircles() {}

    /** Returns each circle of two classes and more. */
    static List<Set<String>> in(Iterable<JavaClass> classes) {
        ClassCircles search = new ClassCircles();
        for (JavaClass one : classes) {
            search.graph.computeIfAbsent(outer(one), name -> new TreeSet<>());
        }
        for (JavaClass one : classes) {
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String to = outer(dependency.getTargetClass().getBaseComponentType());
                if (search.graph.containsKey(to)) {
                    search.graph.get(outer(one)).add(to);
                }
            }
        }
        for (String name : new TreeSet<>(search.graph.keySet())) {
            if (!search.number.containsKey(name)) {
                search.visit(name);
            }
        }
        return search.circles;
    }

    private static String outer(JavaClass one) {
        return one.getEnclosingClass().map(ClassCircles::outer).orElse(one.getName());
    }

    private void visit(String name) {
        number.put(name, number.size());
        lowest.put(name, number.get(name));
        open.push(name);
        for (String next : graph.get(name)) {
            if (!number.containsKey(next)) {
                visit(next);
                lowest.merge(name, lowest.get(next), Math::min);
            } else if (open.contains(next)) {
                lowest.merge(name, number.get(next), Math::min);
            }
        }
        if (lowest.get(name).equals(number.get(name))) {
            Set<String> circle = new TreeSet<>();
            String member;
            do {
                member = open.pop();
                circle.add(member);
            } while (!member.equals(name));
            if (circle.size() > 1) {
                circles.add(circle);
            }
        }
    }
}
