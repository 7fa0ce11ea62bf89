/**
 * JSON values as objects of an app's types, and back. Records are bound here, component by component, and a value that does not
 * fit costs its own component only. JSON-B of the app binds all other types.
 */
@NullMarked
package dev.attune.internal.binding;

import org.jspecify.annotations.NullMarked;
