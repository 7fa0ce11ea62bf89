package dev.attune.decision;

/** A part of the rules, which may stand in a rules file or alone in an init parameter. */
public enum RulesPart {
    VARIATIONS("variations"),
    CLIENT_TRAITS("clientTraits"),
    PAGE_COLOR("pageColor"),
    CONTENT("content");

    private final String label;

    RulesPart(String label) {
        this.label = label;
    }

    /** Returns the part's name in a rules file and as an init parameter. */
    public String label() {
        return label;
    }
}
