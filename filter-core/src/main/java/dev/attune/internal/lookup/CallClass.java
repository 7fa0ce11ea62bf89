package dev.attune.internal.lookup;

/** For whom a call of the Profiles API is made. Of those that wait, the first of these goes first. */
enum CallClass {
    /** A page of a visitor who was known before waits for it. */
    KNOWN,
    /** A page waits for it, and the Profiles API has never known the visitor, whose id may be made up. */
    STRANGER,
    /** No page waits: a profile in the cache is to be made new. */
    REFRESH
}
