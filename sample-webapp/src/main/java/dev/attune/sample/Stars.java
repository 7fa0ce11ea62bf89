package dev.attune.sample;

import jakarta.json.bind.adapter.JsonbAdapter;

/**
 * How good a customer is.
 *
 * @param count from 0 to 5
 */
public record Stars(int count) {
    static final Stars NONE = new Stars(0);

    private static final int MOST = 5;
    private static final int POINTS = 250;

    /** Returns them as text, as many characters for each. */
    String shown() {
        return "\u2605".repeat(count) + "\u2606".repeat(MOST - count);
    }

    /** Makes stars of the points that Segment counts. An adapter gets a trait as it is, so this one takes all values. */
    public static final class OfPoints implements JsonbAdapter<Stars, Object> {
        /** Creates an adapter; JSON-B does. */
        public OfPoints() {}

        @Override
        public Object adaptToJson(Stars stars) {
            return stars.count() * POINTS;
        }

        @Override
        public Stars adaptFromJson(Object points) {
            return points instanceof Number number
                    ? new Stars((int) Math.max(0, Math.min(MOST, number.longValue() / POINTS)))
                    : NONE;
        }
    }
}
