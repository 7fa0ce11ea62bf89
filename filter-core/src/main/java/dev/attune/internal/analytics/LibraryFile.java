package dev.attune.internal.analytics;

import org.jspecify.annotations.Nullable;

/**
 * One of Segment's files, as browsers get it.
 *
 * @param bytes the content, which must not be changed
 * @param etag its strong or weak validator, with the quotes
 * @param encoding its {@code Content-Encoding}, or null
 * @param maxAge for how many seconds caches may keep it
 * @param upstreamEtag Segment's validator of it, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record LibraryFile(
        byte[] bytes,
        String etag,
        @Nullable String encoding,
        long maxAge,
        @Nullable String upstreamEtag) {

    LibraryFile withMaxAge(long seconds) {
        return new LibraryFile(bytes, etag, encoding, seconds, upstreamEtag);
    }

    @Override
    public String toString() {
        return "LibraryFile[" + bytes.length + " bytes]";
    }
}
