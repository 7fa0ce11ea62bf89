/** Beans and servlets that would show one visitor's profile to others, and rules that are wrong: with none of them may an app start. */
@NullMarked
package dev.attune.it.cdi.frozen;

import org.jspecify.annotations.NullMarked;
