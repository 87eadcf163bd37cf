/**
 * VTube Studio's iPhone app.
 *
 * <p>Facts: the maker's notes on receiving its tracking data.
 */
@NullMarked
package dev.afterglow.codec.vtubestudio;

import org.jspecify.annotations.NullMarked;
