package dev.attune.internal.config;

/** What becomes of a visitor's IP address in events. */
public enum ClientIp {
    SEND,
    HIDE
}
