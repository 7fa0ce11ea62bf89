package dev.attune.internal.transform;

import dev.attune.decision.Edit;
import dev.attune.decision.Edit.Action;
import dev.attune.decision.Template;
import dev.attune.html.Content;
import dev.attune.html.Element;
import dev.attune.html.ElementHandler;
import dev.attune.html.Selector;
import dev.attune.internal.text.Label;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An edit with its selector parsed and the place of every placeholder known. Immutable.
 *
 * <p>An edit is applied only where each of its placeholders has a value that may stand there: without one, the app's own
 * content is better than a gap.
 */
final class CompiledEdit {
    private final Edit edit;
    private final Selector selector;
    private final Template template;
    private final List<Place> places;

    CompiledEdit(Edit edit) {
        this.edit = edit;
        this.selector = Selector.parse(edit.select());
        this.template = Template.parse(edit.value());
        this.places = places(edit, template);
    }

    /**
     * Compiles an edit.
     *
     * @throws IllegalArgumentException as {@link PageTransform#PageTransform} says
     */
    static CompiledEdit of(Edit edit) {
        try {
            return new CompiledEdit(edit);
        } catch (IllegalArgumentException e) {
            String what = Label.words(edit.action());
            throw new IllegalArgumentException(
                    "content for \"" + edit.select() + "\", " + what + " \"" + edit.value() + "\": " + e.getMessage(),
                    e);
        }
    }

    private static List<Place> places(Edit edit, Template template) {
        return switch (edit.action()) {
            case REMOVE -> List.of();
            case TEXT -> Collections.nCopies(template.traits().size(), Place.TEXT);
            case ADD_CLASS, REMOVE_CLASS ->
                Collections.nCopies(template.traits().size(), Place.CLASS);
            case ATTRIBUTE -> AttributePlaces.of(attribute(edit), template.literals());
            case APPEND_ATTRIBUTE -> AttributePlaces.ofEnd(attribute(edit), template.literals());
            case STYLE, SCRIPT -> throw new IllegalArgumentException("it changes no element");
            case HTML, BEFORE, AFTER, PREPEND, APPEND -> HtmlPlaces.of(template);
        };
    }

    private static String attribute(Edit edit) {
        String name = edit.name();
        if (name == null) {
            throw new IllegalArgumentException("expected the attribute's name");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    Selector selector() {
        return selector;
    }

    /** Returns what to do to each selected element of one visitor's page, or null for nothing. */
    @Nullable
    ElementHandler handler(List<String> values) {
        String value = fill(values);
        if (value == null) {
            return null;
        }
        return switch (edit.action()) {
            case REMOVE -> Element::remove;
            case ATTRIBUTE -> attributeHandler(attribute(edit), value);
            case APPEND_ATTRIBUTE -> appendingHandler(attribute(edit), value);
            case STYLE, SCRIPT -> null;
            case ADD_CLASS -> element -> ClassList.add(element, value);
            case REMOVE_CLASS -> element -> ClassList.remove(element, value);
            case BEFORE -> element -> element.before(Content.html(value));
            case AFTER -> element -> element.after(Content.html(value));
            case TEXT, HTML, PREPEND, APPEND ->
                element -> {
                    if (places.isEmpty() || HtmlPlaces.holdsText(element.tagName())) {
                        changeInside(element, edit.action(), value);
                    }
                };
        };
    }

    private static void changeInside(Element element, Action action, String value) {
        switch (action) {
            case PREPEND -> element.prepend(Content.html(value));
            case APPEND -> element.append(Content.html(value));
            case HTML -> element.setInner(Content.html(value));
            default -> element.setInner(Content.text(value));
        }
    }

    private ElementHandler attributeHandler(String name, String value) {
        return element -> {
            boolean fits = AttributePlaces.fit(element.tagName(), places) && element.attribute("http-equiv") == null;
            if (places.isEmpty() || fits) {
                element.setAttribute(name, value);
            }
        };
    }

    private ElementHandler appendingHandler(String name, String value) {
        return element -> {
            String present = element.attribute(name);
            attributeHandler(name, present == null ? value : present + value).element(element);
        };
    }

    /** Returns the value with a visitor's values in it, or null where one of them is missing. */
    @Nullable
    String fill(List<String> values) {
        if (values.size() != places.size()) {
            throw new IllegalArgumentException(
                    places.size() + " placeholders, but " + values.size() + " values: " + edit);
        }
        if (places.isEmpty()) {
            return template.literals().get(0);
        }
        boolean html = switch (edit.action()) {
            case HTML, BEFORE, AFTER, PREPEND, APPEND -> true;
            default -> false;
        };
        StringBuilder out = new StringBuilder(template.literals().get(0));
        for (int i = 0; i < places.size(); i++) {
            String value = values.get(i).isBlank() ? null : places.get(i).encode(values.get(i));
            if (value == null) {
                return null;
            }
            if (html) {
                HtmlEscape.append(value, out);
            } else {
                out.append(value);
            }
            out.append(template.literals().get(i + 1));
        }
        return out.toString();
    }
}
