/** The filter as a user deploys it, on each container, with an API of profiles beside it. */
@NullMarked
package dev.attune.it.filter;

import org.jspecify.annotations.NullMarked;
