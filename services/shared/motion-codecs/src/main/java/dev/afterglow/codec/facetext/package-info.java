/**
 * The text that iFacialMocap and Facemotion3d send: shapes and poses by name.
 *
 * <p>Facts: the maker's communication notes and packets quoted by receivers.
 */
@NullMarked
package dev.afterglow.codec.facetext;

import org.jspecify.annotations.NullMarked;
