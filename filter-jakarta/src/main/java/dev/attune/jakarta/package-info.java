/**
 * The filter, which a web app declares or extends. Everything an app does not call is in {@code internal}.
 */
@NullMarked
package dev.attune.jakarta;

import org.jspecify.annotations.NullMarked;
