/** WHIP (RFC 9725): offers a stream over HTTP and sends it to whoever answers. */
@NullMarked
package dev.afterglow.render.whip;

import org.jspecify.annotations.NullMarked;
