/**
 * Which rules are in force: the rules file, the rules of code and settings, and which requests they are about.
 */
@NullMarked
package dev.attune.jakarta.internal.rules;

import org.jspecify.annotations.NullMarked;
