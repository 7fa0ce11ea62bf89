/**
 * Attune with Contexts and Dependency Injection: {@code @Inject Profile}, rules given by beans, and events when a profile
 * changes. Nothing else imports this package, and where the server has no CDI nothing of it is loaded.
 */
@NullMarked
package dev.attune.jakarta.internal.cdi;

import org.jspecify.annotations.NullMarked;
