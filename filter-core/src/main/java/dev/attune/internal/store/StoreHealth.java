package dev.attune.internal.store;

/**
 * How a store is.
 *
 * @param kind {@code memory}, {@code embedded} or {@code redis}
 * @param isUp whether updates are accepted now
 * @param detail a few words for people, free of secrets and of stored values
 */
public record StoreHealth(String kind, boolean isUp, String detail) {}
