package dev.attune.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The control page as HTML. */
final class ControlView {
    private static final String NEW_BROWSER = """
            <p>Nothing is known of a stranger, whose browser is new. The shop's <a href="/?path=/first-cup">landing page</a> is an \
            experiment, and new browsers are in it from their first view on. Choose the stranger again for another new browser.</p>
            """;

    /** As many as are in sight without scrolling. */
    private static final int MOST_EVENTS = 3;

    private final Profiles profiles;
    private final ProfilesApi api;
    private final TrackingApi tracking;
    private final ShopLinks links;
    private final String template = resource("control.html");

    ControlView(Profiles profiles, ProfilesApi api, TrackingApi tracking, ShopLinks links) {
        this.profiles = profiles;
        this.api = api;
        this.tracking = tracking;
        this.links = links;
    }

    /**
     * Returns the page.
     *
     * @param here in which country the visitor is
     * @param asked where in the shop the visitor is
     * @param news what came of the last action
     */
    String page(Optional<Visitor> current, Place here, String asked, String news) {
        String path = ShopLinks.inside(asked);
        String shown = links.page(path).toString();
        return template.replace("{shop}", Http.html(links.shop().toString()))
                .replace("{page}", Http.html(shown))
                .replace("{path}", Http.html(path))
                .replace("{preview}", Http.html(links.preview(path).toString()))
                .replace("{visitors}", visitors(current))
                .replace("{places}", places(here))
                .replace(
                        "{traits}",
                        current.map(visitor -> traits(visitor, path)).orElse(NEW_BROWSER))
                .replace("{api}", apiStates())
                .replace("{meaning}", Http.html(api.state().meaning()))
                .replace("{events}", events())
                .replace("{news}", Http.html(news));
    }

    private String visitors(Optional<Visitor> current) {
        StringBuilder html =
                new StringBuilder(choice("key", "", "A stranger", "of whom nothing is known", current.isEmpty()));
        for (Visitor visitor : profiles.visitors()) {
            boolean pressed = current.filter(visitor::equals).isPresent();
            html.append(choice("key", visitor.key(), visitor.name(), visitor.about(), pressed));
        }
        return html.toString();
    }

    private static String places(Place here) {
        StringBuilder html = new StringBuilder();
        for (Place place : Place.values()) {
            html.append(choice("place", place.name(), place.label(), "", place == here));
        }
        return html.toString();
    }

    private String apiStates() {
        StringBuilder html = new StringBuilder();
        for (ApiState state : ApiState.values()) {
            String name = state.name().charAt(0) + state.name().substring(1).toLowerCase(Locale.ROOT);
            html.append(choice("state", state.name(), name, "", state == api.state()));
        }
        return html.toString();
    }

    private static String choice(String field, String value, String name, String about, boolean pressed) {
        return """
                <button name="%s" value="%s" aria-pressed="%s"><strong>%s</strong> <span>%s</span></button>
                """.formatted(field, Http.html(value), pressed, Http.html(name), Http.html(about));
    }

    private String traits(Visitor visitor, String path) {
        StringBuilder html = new StringBuilder();
        profiles.traits(visitor.key())
                .ifPresent(traits -> traits.forEach((name, trait) -> html.append("""
                <form method="post" action="/trait"><input type="hidden" name="key" value="%1$s">\
                <input type="hidden" name="name" value="%2$s"><input type="hidden" name="path" value="%4$s">\
                <label>%2$s <input name="value" value="%3$s" autocomplete="off"></label>\
                <button aria-label="Set %2$s">Set</button></form>
                """.formatted(
                                Http.html(visitor.key()), Http.html(name), Http.html(trait.text()), Http.html(path)))));
        return html.toString();
    }

    /** Returns the newest events as a list. */
    String events() {
        String lines = tracking.events().stream()
                .limit(MOST_EVENTS)
                .map(event -> new EventLine(event).html())
                .collect(Collectors.joining());
        return lines.isEmpty()
                ? "<li>Nothing yet. The shop's <a href=\"/?path=/shop\">shelves</a> are an experiment.</li>"
                : lines;
    }

    static String resource(String name) {
        try (@Nullable InputStream in = ControlView.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
