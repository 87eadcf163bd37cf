/** JSON datagrams, read as a stream under tight bounds. */
@NullMarked
package dev.afterglow.codec.json;

import org.jspecify.annotations.NullMarked;
