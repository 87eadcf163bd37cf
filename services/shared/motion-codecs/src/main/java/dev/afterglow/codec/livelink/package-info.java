/**
 * Live Link Face, Epic's iPhone app.
 *
 * <p>Facts: the public engine plug-in AppleARKitFaceSupport, versions 1, 2 and 5 of the packet, and
 * version 6 as checked against recordings of single channels.
 */
@NullMarked
package dev.afterglow.codec.livelink;

import org.jspecify.annotations.NullMarked;
