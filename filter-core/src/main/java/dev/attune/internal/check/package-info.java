/** The command line: checks rules before they go live. No part of a running filter. */
@NullMarked
package dev.attune.internal.check;

import org.jspecify.annotations.NullMarked;
