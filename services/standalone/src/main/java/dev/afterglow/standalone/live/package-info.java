/** One live run: everything started, a room opened and driven, watched, judged and closed. */
@NullMarked
package dev.afterglow.standalone.live;

import org.jspecify.annotations.NullMarked;
