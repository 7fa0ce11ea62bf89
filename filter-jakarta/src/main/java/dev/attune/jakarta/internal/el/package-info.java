/** {@code ${profile.first_name}} in JSP and Jakarta Faces, where the server has them. */
@NullMarked
package dev.attune.jakarta.internal.el;

import org.jspecify.annotations.NullMarked;
