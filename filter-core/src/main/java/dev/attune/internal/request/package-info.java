/**
 * What a request says of its visitor, beside who it is: language, device, place, time. It knows no servlets, so that the command
 * line reads access logs by it.
 */
@NullMarked
package dev.attune.internal.request;

import org.jspecify.annotations.NullMarked;
