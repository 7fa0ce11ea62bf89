/** The endpoints that analytics.js asks on the own domain. */
@NullMarked
package dev.attune.jakarta.internal.analytics;

import org.jspecify.annotations.NullMarked;
