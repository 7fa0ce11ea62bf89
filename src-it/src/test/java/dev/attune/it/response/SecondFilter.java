package dev.attune.it.response;

/** Another filter of the same kind. */
public final class SecondFilter extends InjectingFilter {}
