/**
 * Sony's mocopi.
 *
 * <p>Facts: unofficial notes on its UDP packets and their supplement, which agree with the maker's
 * list of joints.
 */
@NullMarked
package dev.afterglow.codec.mocopi;

import org.jspecify.annotations.NullMarked;
