/**
 * Tokens that only this site can have made, for what a browser keeps or a link carries.
 */
@NullMarked
package dev.attune.internal.token;

import org.jspecify.annotations.NullMarked;
