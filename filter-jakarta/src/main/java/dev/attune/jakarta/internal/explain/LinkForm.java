package dev.attune.jakarta.internal.explain;

import dev.attune.internal.json.TraitsJson;
import dev.attune.jakarta.internal.endpoint.OwnPage;
import dev.attune.jakarta.preview.PreviewLink;
import dev.attune.profile.ProfileKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The form that makes preview links. It keeps what was typed. */
final class LinkForm {
    private static final Map<String, String> HOURS = hours();

    private LinkForm() {}

    private static Map<String, String> hours() {
        Map<String, String> hours = new LinkedHashMap<>();
        hours.put("1", "an hour");
        hours.put("24", "a day");
        hours.put("168", "a week");
        hours.put("720", "30 days");
        return hours;
    }

    /**
     * Returns the link that a form describes.
     *
     * @throws IllegalArgumentException if it describes none; the message says why
     */
    static PreviewLink read(String path, Fields form) {
        String profile = form.of("profile");
        String traits = form.of("traits");
        if (!profile.isEmpty() && !traits.isEmpty()) {
            throw new IllegalArgumentException("give traits or a stored profile, not both");
        }
        PreviewLink link = PreviewLink.to(path);
        if (!profile.isEmpty()) {
            link = link.profile(ProfileKey.parse(profile));
        } else if (!traits.isEmpty()) {
            link = link.traits(TraitsJson.read(traits));
        }
        if (!form.of("variation").isEmpty()) {
            link = link.variation(form.of("variation"));
        }
        if (!form.of("experiment").isEmpty()) {
            link = link.experiment(form.of("experiment"), number(form, "arm", 0));
        } else if (!form.of("arm").isEmpty()) {
            throw new IllegalArgumentException("the variation " + form.of("arm") + " needs the name of its experiment");
        }
        return link.validFor(Duration.ofHours(number(form, "hours", 1)));
    }

    private static int number(Fields form, String name, int otherwise) {
        String text = form.of(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'" + text + "' is no whole number from 0 on");
        }
        return Integer.parseInt(text);
    }

    /** Writes the form. */
    static void write(String path, Fields typed, OwnPage page) {
        page.html("<form class=\"ask\" method=\"post\" action=\"explain\">");
        page.input("Page", "path", path, "/");
        page.html("<label>Valid for<select name=\"hours\">");
        HOURS.forEach((hours, words) -> page.html("<option value=\"" + hours + "\"")
                .html(typed.of("hours").equals(hours) ? " selected>" : ">")
                .html(words));
        page.html("</select></label>");
        page.html(
                "<label class=\"wide\">As a visitor with these traits (JSON)<textarea name=\"traits\" placeholder=\"");
        page.text("{\"plan\": \"pro\", \"location\": \"EU\"}").html("\">").text(typed.of("traits"));
        page.html("</textarea></label>");
        page.input("or as a stored profile", "profile", typed.of("profile"), "user_id:jane");
        page.input("Showing the variation", "variation", typed.of("variation"), "as the rules decide");
        page.input("or of the experiment", "experiment", typed.of("experiment"), "");
        page.input("its variation, from 0", "arm", typed.of("arm"), "0");
        page.html("<div class=\"wide\"><button name=\"do\" value=\"preview\">Make the link</button></div></form>");
    }
}
