@NullMarked
package dev.attune.test;

import org.jspecify.annotations.NullMarked;
