package dev.attune.internal.transform;

/**
 * Marks a page whose browser asks for what a shared cache must not keep.
 *
 * @param shown the experiment and the variation that the page shows, such as {@code hero:1}, or {@code ""}
 * @param policy what the page's Content-Security-Policy lets the script do that asks
 */
public record LateMark(String shown, ScriptPolicy policy) {}
