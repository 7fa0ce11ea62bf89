package dev.attune.decision;

/** Reads where rules find values. */
final class Places {
    private Places() {}

    /**
     * Returns what a name in the rules stands for.
     *
     * @throws IllegalArgumentException if it begins as an attribute of the request and is none
     */
    static Place named(String name) {
        return RequestAttribute.isMeant(name)
                ? new RequestPlace(RequestAttribute.parse(name), LanguageTags.NONE)
                : new TraitPath(name);
    }
}
