/** Facemotion3d: iFacialMocap's text with {@code &}, and how a phone is asked for it. */
@NullMarked
package dev.afterglow.codec.facemotion3d;

import org.jspecify.annotations.NullMarked;
