/** What analytics.js asks the own domain for: its files, and a way for its events. */
@NullMarked
package dev.attune.internal.analytics;

import org.jspecify.annotations.NullMarked;
