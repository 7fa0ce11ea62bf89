/** An HTTP/1.1 client that shows each byte and never corrects anything. */
@NullMarked
package dev.attune.it.http;

import org.jspecify.annotations.NullMarked;
