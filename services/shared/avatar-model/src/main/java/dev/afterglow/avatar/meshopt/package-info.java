/** Unpacks {@code EXT_meshopt_compression} in plain Java, so that no native code sees the file. */
@NullMarked
package dev.afterglow.avatar.meshopt;

import org.jspecify.annotations.NullMarked;
