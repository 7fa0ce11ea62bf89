package dev.attune.jakarta.internal.visitor;

/**
 * The anonymous id of a browser.
 *
 * @param text the id
 * @param isNew whether the browser has not heard of it yet, so that nothing is known of its visitor
 */
public record BrowserId(String text, boolean isNew) {}
