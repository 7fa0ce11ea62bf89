/** The response wrapper in real containers: an app behind the filter must look like the app without it. */
@NullMarked
package dev.attune.it.response;

import org.jspecify.annotations.NullMarked;
