package dev.attune.internal.transform;

import dev.attune.decision.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds which places the placeholders of a piece of HTML are, by the tokenizer of the HTML standard (section 13.2.5) as far
 * as a piece of HTML needs it: where a browser might see it otherwise, it is refused. One instance, one template.
 */
final class HtmlPlaces {
    private enum State {
        TEXT,
        TAG_OPEN,
        TAG_NAME,
        END_TAG,
        IN_TAG,
        ATTRIBUTE_NAME,
        AFTER_NAME,
        BEFORE_VALUE,
        QUOTED,
        UNQUOTED,
        COMMENT_OPEN,
        COMMENT,
        RAW
    }

    /** What these hold is no HTML; text escaped as such would be shown with its references, or run. */
    private static final Set<String> RAW_ELEMENTS =
            Set.of("script", "style", "iframe", "xmp", "noembed", "noframes", "noscript", "plaintext");

    /** What these hold is text, with references, but without tags. */
    private static final Set<String> TEXT_ELEMENTS = Set.of("title", "textarea");

    private final List<Place> places = new ArrayList<>();
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private final List<String> literals = new ArrayList<>();
    private State state = State.TEXT;
    private String element = "";
    private String raw = "";
    private char quote;
    private final ForeignContent foreign = new ForeignContent();
    private boolean isSelfClosing;
    private boolean mayEndElsewhere;

    private HtmlPlaces() {}

    /** Whether an element holds HTML or text with character references, so that an escaped text is read back. */
    static boolean holdsText(String element) {
        return !RAW_ELEMENTS.contains(element);
    }

    /**
     * Returns the places.
     *
     * @throws IllegalArgumentException if no value is safe at one of them, or if the HTML ends inside a tag, a comment or an
     *     element like {@code script}
     */
    static List<Place> of(Template template) {
        HtmlPlaces scan = new HtmlPlaces();
        for (int i = 0; i < template.literals().size(); i++) {
            if (i > 0) {
                scan.placeholder(template.traits().get(i - 1));
            }
            String literal = template.literals().get(i);
            for (int at = 0; at < literal.length(); at++) {
                scan.next(literal.charAt(at));
            }
        }
        if (scan.state != State.TEXT) {
            throw new IllegalArgumentException("the HTML ends inside " + scan.where());
        }
        return scan.places;
    }

    private void placeholder(String trait) {
        if (mayEndElsewhere || foreign.isDoubtful()) {
            throw new IllegalArgumentException("{" + trait + "} stands behind "
                    + (mayEndElsewhere ? "a script with <!-- in it" : "an element of SVG or MathML")
                    + ", which browsers may end elsewhere; expected it before that");
        }
        if (RAW_ELEMENTS.contains(foreign.open())) {
            throw new IllegalArgumentException("{" + trait + "} stands in <" + foreign.open()
                    + ">; expected it in text or in a quoted attribute value, where it can be escaped");
        }
        if (state == State.TEXT || (state == State.RAW && TEXT_ELEMENTS.contains(raw))) {
            places.add(Place.TEXT);
        } else if (state == State.QUOTED) {
            literals.add(text.toString());
            text.setLength(0);
        } else {
            throw new IllegalArgumentException("{" + trait + "} stands in " + where()
                    + "; expected it in text or in a quoted attribute value, where it can be escaped");
        }
    }

    private String where() {
        return switch (state) {
            case COMMENT_OPEN, COMMENT -> "a comment or declaration";
            case BEFORE_VALUE, UNQUOTED -> "an attribute value without quotes";
            case QUOTED -> "the attribute value of \"" + name + "\"";
            case RAW -> "<" + raw + ">";
            default -> "a tag";
        };
    }

    private void next(char c) {
        switch (state) {
            case TEXT -> {
                if (c == '<') {
                    start(State.TAG_OPEN);
                }
            }
            case TAG_OPEN -> tagOpen(c);
            case END_TAG, TAG_NAME -> tagName(c);
            case IN_TAG, AFTER_NAME -> inTag(c);
            case ATTRIBUTE_NAME -> attributeName(c);
            case BEFORE_VALUE -> beforeValue(c);
            case QUOTED -> quoted(c);
            case UNQUOTED -> unquoted(c);
            case COMMENT_OPEN -> commentOpen(c);
            case COMMENT -> comment(c);
            case RAW -> raw(c);
        }
    }

    private void start(State next) {
        state = next;
        name.setLength(0);
        text.setLength(0);
        literals.clear();
    }

    private void tagOpen(char c) {
        if (isLetter(c)) {
            start(State.TAG_NAME);
            tagName(c);
        } else if (c == '/') {
            start(State.END_TAG);
        } else if (c == '!') {
            foreign.comment();
            start(State.COMMENT_OPEN);
        } else if (c == '?') {
            throw new IllegalArgumentException("found <?; expected HTML");
        } else if (c != '<') {
            state = State.TEXT;
        }
    }

    private void tagName(char c) {
        if (c == '>') {
            tagEnds();
        } else if (isSpace(c) || c == '/') {
            enterTag();
        } else if (state == State.END_TAG && name.isEmpty() && !isLetter(c)) {
            throw new IllegalArgumentException("found </" + c + "; expected an end tag");
        } else {
            name.append(c);
        }
    }

    private void enterTag() {
        element = state == State.END_TAG ? "/" + lowerName() : lowerName();
        isSelfClosing = false;
        start(State.IN_TAG);
    }

    private void tagEnds() {
        if (state == State.TAG_NAME || state == State.END_TAG) {
            enterTag();
        }
        if (element.equals("plaintext")) {
            throw new IllegalArgumentException("found <plaintext>, which nothing ends");
        }
        boolean holdsNoHtml = RAW_ELEMENTS.contains(element) || TEXT_ELEMENTS.contains(element);
        if (foreign.contains(element, isSelfClosing, holdsNoHtml)) {
            start(State.TEXT);
            return;
        }
        raw = element;
        start(holdsNoHtml ? State.RAW : State.TEXT);
    }

    private void inTag(char c) {
        if (c == '>') {
            tagEnds();
        } else if (c == '=' && state == State.AFTER_NAME) {
            state = State.BEFORE_VALUE;
        } else if (c == '/') {
            start(State.IN_TAG);
            isSelfClosing = true;
        } else if (!isSpace(c)) {
            start(State.ATTRIBUTE_NAME);
            isSelfClosing = false;
            name.append(c);
        }
    }

    private void attributeName(char c) {
        if (isSpace(c) || c == '=' || c == '>' || c == '/') {
            state = State.AFTER_NAME;
            inTag(c);
        } else {
            name.append(c);
        }
    }

    private void beforeValue(char c) {
        if (c == '"' || c == '\'') {
            quote = c;
            state = State.QUOTED;
        } else if (c == '>') {
            tagEnds();
        } else if (!isSpace(c)) {
            state = State.UNQUOTED;
        }
    }

    private void quoted(char c) {
        if (c == quote) {
            valueEnds();
        } else {
            text.append(c);
        }
    }

    private void valueEnds() {
        if (!literals.isEmpty()) {
            literals.add(text.toString());
            List<Place> found = AttributePlaces.of(lowerName(), literals);
            if (element.equals("meta") || element.startsWith("/") || !AttributePlaces.fit(element, found)) {
                throw new IllegalArgumentException(
                        "<" + element + ">: no placeholder is safe in its attribute \"" + name + "\"");
            }
            places.addAll(found);
        }
        start(State.IN_TAG);
    }

    private void unquoted(char c) {
        if (c == '>') {
            tagEnds();
        } else if (isSpace(c)) {
            start(State.IN_TAG);
        }
    }

    private void commentOpen(char c) {
        text.append(c);
        if (!"--".startsWith(text.toString())) {
            throw new IllegalArgumentException("found <!" + text + "; expected elements, text and comments");
        }
        if (text.length() == 2) {
            start(State.COMMENT);
        }
    }

    private void comment(char c) {
        text.append(c);
        if (c == '>' && text.toString().endsWith("-->")) {
            start(State.TEXT);
        }
    }

    private void raw(char c) {
        text.append(c);
        if (raw.equals("script") && c == '-' && text.toString().endsWith("<!--")) {
            mayEndElsewhere = true;
        }
        String end = "</" + raw;
        int tag = text.lastIndexOf("<");
        if (tag < 0) {
            return;
        }
        String held = text.substring(tag).toLowerCase(Locale.ROOT);
        if (held.length() == end.length() + 1 && held.startsWith(end) && (isSpace(c) || c == '/' || c == '>')) {
            start(State.END_TAG);
            name.append(raw);
            tagName(c);
        }
    }

    private String lowerName() {
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
    }
}
