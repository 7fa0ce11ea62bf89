package dev.attune.html;

import org.jspecify.annotations.Nullable;

/** The document type declaration. Without it, browsers fall back to quirks mode. */
public final class Doctype extends Piece {
    private final @Nullable String name;
    private final @Nullable String publicId;
    private final @Nullable String systemId;

    Doctype(@Nullable String name, @Nullable String publicId, @Nullable String systemId) {
        this.name = name;
        this.publicId = publicId;
        this.systemId = systemId;
    }

    /** Returns the name in lower case, as {@code html}; null where there is none. */
    public @Nullable String name() {
        return name;
    }

    public @Nullable String publicId() {
        return publicId;
    }

    public @Nullable String systemId() {
        return systemId;
    }
}
