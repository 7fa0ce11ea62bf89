/** What knows Segment's wire formats: the Profiles API, webhook payloads and signatures. */
@NullMarked
package dev.attune.internal.segment;

import org.jspecify.annotations.NullMarked;
