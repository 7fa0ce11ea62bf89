package dev.attune.internal.transform;

import org.jspecify.annotations.Nullable;

/**
 * What a page's Content-Security-Policy lets us put into it. With several policies it holds what all of them allow. Attune
 * puts in nothing else; the policy itself is never changed.
 *
 * @param scriptNonce the nonce with which an inline script runs, or null where the policy has none
 * @param styleNonce the nonce with which a {@code <style>} element applies, or null where the policy has none
 * @param inlineScript whether an inline script without a nonce runs
 * @param externalScript whether a script from the page's own origin runs without a nonce
 * @param inlineStyle whether a {@code <style>} element without a nonce applies
 * @param styleAttributes whether style attributes apply
 */
public record ScriptPolicy(
        @Nullable String scriptNonce,
        @Nullable String styleNonce,
        boolean inlineScript,
        boolean externalScript,
        boolean inlineStyle,
        boolean styleAttributes) {
    private static final ScriptPolicy UNRESTRICTED = new ScriptPolicy(null, null, true, true, true, true);

    /** Returns the policy of a page that has none. */
    public static ScriptPolicy unrestricted() {
        return UNRESTRICTED;
    }
}
