/** Attune in Spring Boot: rules as beans, and what the auto-configuration registers. */
@NullMarked
package dev.attune.spring;

import org.jspecify.annotations.NullMarked;
