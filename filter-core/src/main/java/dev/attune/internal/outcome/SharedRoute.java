package dev.attune.internal.outcome;

import java.time.Duration;

/**
 * A route whose pages shared caches may keep.
 *
 * @param route as the rules write it
 * @param age how long caches may keep a page, and a browser its code
 * @param isDefaultFirst whether a visitor without a code gets the page of an unknown visitor from the cache
 */
public record SharedRoute(String route, Duration age, boolean isDefaultFirst) {}
