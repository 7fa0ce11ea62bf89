package dev.attune.internal.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which places the placeholders of an attribute's value are. Names of elements and attributes are in lower case. */
final class AttributePlaces {
    /** The attributes of these run code or change what others mean, whatever their names. */
    private static final Set<String> CLOSED_ELEMENTS = Set.of(
            "script",
            "style",
            "object",
            "embed",
            "applet",
            "param",
            "base",
            "set",
            "animate",
            "animatemotion",
            "animatetransform");

    private static final Set<String> CLOSED_ATTRIBUTES = Set.of(
            "srcdoc", "http-equiv", "nonce", "integrity", "sandbox", "allow", "attributename", "is", "rel", "type");

    private static final Set<String> URLS = Set.of(
            "href",
            "xlink:href",
            "src",
            "action",
            "formaction",
            "data",
            "poster",
            "cite",
            "background",
            "longdesc",
            "manifest",
            "codebase",
            "profile",
            "lowsrc",
            "dynsrc");

    private static final Set<String> URL_LISTS = Set.of("srcset", "imagesrcset", "ping", "archive");

    /** These show what a URL gives, or go there when asked to; all others may run it. */
    private static final Set<String> ANY_ORIGIN = Set.of(
            "a",
            "area",
            "form",
            "button",
            "input",
            "img",
            "image",
            "source",
            "audio",
            "video",
            "track",
            "q",
            "blockquote",
            "ins",
            "del");

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_.:-]*");
    private static final Pattern BEFORE_HOST =
            Pattern.compile("(?:https?:[/\\\\]*|[/\\\\]{2,})[^/\\\\?#]*", Pattern.CASE_INSENSITIVE);

    private AttributePlaces() {}

    /**
     * Returns the places.
     *
     * @param literals the text around the placeholders, one more than there are of those
     * @throws IllegalArgumentException if no value is safe at one of them, whatever the element
     */
    static List<Place> of(String attribute, List<String> literals) {
        if (!NAME.matcher(attribute).matches()) {
            throw refusal(attribute, "expected an attribute's name");
        }
        int holes = literals.size() - 1;
        if (holes == 0) {
            return List.of();
        }
        if (attribute.startsWith("on") || CLOSED_ATTRIBUTES.contains(attribute)) {
            throw refusal(attribute, "no placeholder is safe in it");
        }
        if (URLS.contains(attribute)) {
            return urlPlaces(attribute, literals);
        }
        Place place = URL_LISTS.contains(attribute)
                ? Place.URL_PART
                : attribute.equals("style") ? Place.STYLE : attribute.equals("class") ? Place.CLASS : Place.TEXT;
        return Collections.nCopies(holes, place);
    }

    /** Returns the places of what goes to the end of an attribute: behind what the app wrote, a URL has begun. */
    static List<Place> ofEnd(String attribute, List<String> literals) {
        boolean isUrl = URLS.contains(attribute);
        return isUrl ? Collections.nCopies(literals.size() - 1, Place.URL_PART) : of(attribute, literals);
    }

    /** Whether the places of an attribute are safe on this element too. */
    static boolean fit(String element, List<Place> places) {
        return !CLOSED_ELEMENTS.contains(element)
                && (ANY_ORIGIN.contains(element) || places.stream().noneMatch(Place::choosesOrigin));
    }

    private static List<Place> urlPlaces(String attribute, List<String> literals) {
        checkScheme(attribute, literals);
        List<Place> places = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        for (String literal : literals.subList(0, literals.size() - 1)) {
            before.append(literal);
            String read = asBrowsersReadIt(before.toString());
            if (read.isEmpty()) {
                places.add(Place.URL);
            } else {
                places.add(BEFORE_HOST.matcher(read).matches() ? Place.URL_HOST : Place.URL_PART);
            }
            before.append('x');
        }
        return places;
    }

    /**
     * Returns a URL's beginning without what browsers drop before they look for a host (URL Standard, section 4.4): spaces
     * and controls at its start, tabs and line ends. A character reference may stand for a slash, so it is taken for one.
     */
    private static String asBrowsersReadIt(String beginning) {
        String url = beginning.replaceAll("[\\t\\n\\r]", "").replaceAll("&[^;/?]*;?", "/");
        int start = 0;
        while (start < url.length() && url.charAt(start) <= ' ') {
            start++;
        }
        return url.substring(start);
    }

    /** The literal text must not turn a value into a scheme or a script. */
    private static void checkScheme(String attribute, List<String> literals) {
        for (int i = 0; i < literals.size(); i++) {
            String literal = literals.get(i);
            int end = Place.indexOfDelimiter(literal);
            boolean scheme = end >= 0 && literal.charAt(end) == ':';
            if (scheme
                    && (i > 0 || !Place.isSafeScheme(literal.substring(0, end).strip()))) {
                throw refusal(attribute, "expected a URL that is relative or starts with http, https, mailto or tel");
            }
            if (literal.indexOf('&') >= 0 && (end < 0 || literal.indexOf('&') < end)) {
                throw refusal(attribute, "expected no character reference in the first part of a URL");
            }
            if (end >= 0) {
                return;
            }
        }
    }

    private static IllegalArgumentException refusal(String attribute, String reason) {
        return new IllegalArgumentException("attribute \"" + attribute + "\": " + reason);
    }
}
