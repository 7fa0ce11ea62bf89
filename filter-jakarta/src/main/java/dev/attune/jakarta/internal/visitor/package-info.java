/**
 * Who sends a request: identity, consent, the profile store of the site, and the cookies of a visitor.
 */
@NullMarked
package dev.attune.jakarta.internal.visitor;

import org.jspecify.annotations.NullMarked;
