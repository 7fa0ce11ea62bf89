package dev.attune.internal.decision;

/** A part of the rules, which stands in a rules file or in an init parameter of its own. */
public enum RulesPart {
    VARIATIONS("variations"),
    CLIENT_TRAITS("clientTraits"),
    PAGE_COLOR("pageColor"),
    CONTENT("content"),
    CACHE("cache");

    private final String label;

    RulesPart(String label) {
        this.label = label;
    }

    /** Returns the part's name in a rules file and as an init parameter. */
    public String label() {
        return label;
    }
}
