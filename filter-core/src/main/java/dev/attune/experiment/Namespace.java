package dev.attune.experiment;

/**
 * A part of the visitors, so that experiments which name other parts of the same namespace never meet in one visitor
 * (GrowthBook's SDK reference, "inNamespace").
 *
 * @param name the namespace's name
 * @param from where the part starts, from 0 to 1
 * @param to where it ends, which is not part of it
 */
public record Namespace(String name, double from, double to) {
    public Namespace {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a namespace has a name");
        }
        if (!(from >= 0 && from < to && to <= 1)) {
            throw new IllegalArgumentException(
                    "found the range " + from + " to " + to + "; expected a range within 0 and 1 such as [0, 0.5]");
        }
    }

    BucketHash hash() {
        return new BucketHash("__" + name, 1);
    }

    boolean contains(double place) {
        return place >= from && place < to;
    }

    @Override
    public String toString() {
        return "the namespace \"" + name + "\": " + from + " to " + to;
    }
}
