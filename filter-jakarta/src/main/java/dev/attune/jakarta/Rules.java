package dev.attune.jakarta;

import dev.attune.decision.Personalization;
import dev.attune.transform.PageTransform;

/** The rules of a site and what they do to its pages: they go together, so they are replaced together. Immutable. */
record Rules(Personalization personalization, PageTransform transform) {}
