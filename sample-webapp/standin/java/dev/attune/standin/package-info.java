/** A local stand-in for Segment, and the demo that runs the sample shop beside it. No part of the WAR. */
@NullMarked
package dev.attune.standin;

import org.jspecify.annotations.NullMarked;
