package dev.attune.it.cache;

import java.io.IOException;

/** Starts a cache before a server's port. */
interface CacheStart {
    CacheServer before(int port) throws IOException;
}
