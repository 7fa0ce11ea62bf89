package dev.attune.it.typed;

public enum Plan {
    FREE,
    PRO
}
