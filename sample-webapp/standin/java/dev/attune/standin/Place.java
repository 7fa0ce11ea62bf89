package dev.attune.standin;

/** Where a visitor can be. */
enum Place {
    UNKNOWN("", "Unknown"),
    GERMANY("DE", "Germany"),
    AMERICA("US", "America");

    private final String country;
    private final String label;

    Place(String country, String label) {
        this.country = country;
        this.label = label;
    }

    /** Returns the country's code, or an empty text. */
    String country() {
        return country;
    }

    String label() {
        return label;
    }
}
