package dev.attune.internal.check;

import org.jspecify.annotations.Nullable;

/**
 * A request as an access log has it.
 *
 * @param user the user who was logged in, or null for none
 * @param path the path inside the context, decoded and without its query
 */
record LoggedRequest(@Nullable String user, String path) {}
