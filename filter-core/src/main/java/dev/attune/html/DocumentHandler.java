package dev.attune.html;

/** Is called for what belongs to no element. */
public interface DocumentHandler {
    /** The document type declaration, if the page has one where it counts. */
    default void doctype(Doctype doctype) {}

    /** The end of the page, after its last byte. */
    default void end(DocumentEnd end) {}
}
