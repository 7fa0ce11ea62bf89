/**
 * What an app with Contexts and Dependency Injection implements, qualifies and observes: rules given by beans, and events
 * when a profile changes.
 */
@NullMarked
package dev.attune.jakarta.cdi;

import org.jspecify.annotations.NullMarked;
