/** Rules and profiles in tests of an app, without a container. */
@NullMarked
package dev.attune.test;

import org.jspecify.annotations.NullMarked;
