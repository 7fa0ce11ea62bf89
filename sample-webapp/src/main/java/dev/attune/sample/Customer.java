package dev.attune.sample;

import java.util.Optional;

/** A visitor's traits as a record, which Attune binds. A missing or odd trait is empty. */
record Customer(Optional<String> firstName, Optional<String> location) {}
