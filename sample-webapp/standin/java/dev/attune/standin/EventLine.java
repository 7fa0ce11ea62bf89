package dev.attune.standin;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** One event in one line: what happened, to which visitor, and in which country. */
record EventLine(JsonObject event) {
    /** More of a long id does not fit, and the same visitor is known again by this much. */
    private static final int LONGEST_ID = 12;

    private static final int SHOWN_OF_LONGER = 8;

    String html() {
        String line = event.getString("type", "").equals("page")
                ? "<strong>Page</strong> %s: %s%s%s"
                        .formatted(text("context", "page", "path"), visitor(), country(), way())
                : "<strong>%s</strong> %s: %s%s"
                        .formatted(text("event"), text("properties", "experiment_name"), visitor(), seen());
        return "<li>" + line + "</li>";
    }

    private String visitor() {
        String id = event.getString("userId", event.getString("anonymousId", ""));
        return Http.html(id.length() > LONGEST_ID ? id.substring(0, SHOWN_OF_LONGER) + "\u2026" : id);
    }

    private String seen() {
        String variation = text("properties", "variation_name");
        return variation.isEmpty() ? "" : " saw " + variation;
    }

    private String country() {
        String country = text("context", "edge", "country");
        return country.isEmpty() ? "" : " in " + country;
    }

    /** Attune names itself in what it passes on. */
    private String way() {
        return text("context", "library", "via").isEmpty() ? "" : ", by way of the shop";
    }

    /** Returns a text inside the event for HTML; empty where there is none. */
    private String text(String... names) {
        JsonValue value = event;
        for (String name : names) {
            value = value instanceof JsonObject object
                    ? Optional.ofNullable(object.get(name)).orElse(JsonValue.NULL)
                    : JsonValue.NULL;
        }
        return value instanceof JsonString string ? Http.html(string.getString()) : "";
    }
}
