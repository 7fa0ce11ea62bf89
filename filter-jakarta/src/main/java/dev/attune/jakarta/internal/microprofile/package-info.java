/** Settings from MicroProfile Config, where the server has it. */
@NullMarked
package dev.attune.jakarta.internal.microprofile;

import org.jspecify.annotations.NullMarked;
