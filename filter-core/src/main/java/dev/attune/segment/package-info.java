/** What knows Segment's wire formats: the Profiles API, webhook payloads and signatures. */
@NullMarked
package dev.attune.segment;

import org.jspecify.annotations.NullMarked;
