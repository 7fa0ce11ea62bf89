/**
 * The wrapper between an app and its container: it lets a page be rewritten on its way out and changes nothing else.
 */
@NullMarked
package dev.attune.jakarta.internal.response;

import org.jspecify.annotations.NullMarked;
