/** Attune with CDI: injection, rules given by beans, events; on servers that bring CDI and on servlet containers with Weld. */
@NullMarked
package dev.attune.it.cdi;

import org.jspecify.annotations.NullMarked;
