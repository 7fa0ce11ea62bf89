package dev.attune.internal.segment;

/**
 * How sending events has gone since the start.
 *
 * @param waiting events that wait to be sent
 * @param sent events that Segment has accepted
 * @param lost events that were given up: too many waiting, too large, refused, or Segment down for too long
 */
public record TrackingHealth(int waiting, long sent, long lost) {}
