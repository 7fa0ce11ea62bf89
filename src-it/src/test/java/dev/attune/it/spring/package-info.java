/** Attune in Spring Boot, as its documentation says. */
@NullMarked
package dev.attune.it.spring;

import org.jspecify.annotations.NullMarked;
