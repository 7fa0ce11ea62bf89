package dev.attune.internal.config;

/** Whether something is there at all. */
public enum Switch {
    ON,
    OFF
}
