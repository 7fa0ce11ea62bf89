package dev.attune.internal.analytics;

import org.jspecify.annotations.Nullable;

/**
 * What Segment answered to an event.
 *
 * @param status the HTTP status
 * @param retryAfter when to send it again, in seconds, or null where Segment does not say
 */
public record RelayAnswer(int status, @Nullable Long retryAfter) {}
