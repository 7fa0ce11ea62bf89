package dev.attune.jakarta.internal.response;

import dev.attune.jakarta.internal.csp.ContentPolicy;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The facts about a page at its first byte.
 *
 * @param charset the charset that the response declares or its writer uses, or null where only the document can tell
 * @param isDocument whether it is a document, or a part of one
 * @param policy what the response's Content Security Policies let us add
 * @param isShared whether shared caches keep it, so that nothing may be in it that its visitor's code does not tell
 */
public record PageHead(@Nullable Charset charset, boolean isDocument, ContentPolicy policy, boolean isShared) {}
