/** Real containers for tests: each in a JVM of its own, started once for all tests, on a port of the loopback interface. */
@NullMarked
package dev.attune.it.container;

import org.jspecify.annotations.NullMarked;
