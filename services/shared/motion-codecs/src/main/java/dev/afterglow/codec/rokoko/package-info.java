/**
 * Rokoko Studio's JSON, version 3.
 *
 * <p>Facts: the maker's public Unity plug-in.
 */
@NullMarked
package dev.afterglow.codec.rokoko;

import org.jspecify.annotations.NullMarked;
