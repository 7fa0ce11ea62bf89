package dev.attune.internal.token;

import java.time.Instant;

/**
 * The content of a valid token. Its holder can read it: it is signed, not encrypted.
 *
 * @param content the signed text
 * @param issuedAt when, to the second
 * @param expiresAt the first moment at which it is no longer valid, to the second
 */
public record SignedToken(String content, Instant issuedAt, Instant expiresAt) {}
