/**
 * The drive: what a presenter's face, body and voice did, in plain Java.
 *
 * <p>Shapes and bones bind by name through {@link dev.afterglow.drive.ShapeAliases} and {@link
 * dev.afterglow.drive.BoneAliases}, never by index and never by likeness of spelling. A channel
 * that a source does not track is absent, not zero.
 */
@NullMarked
package dev.afterglow.drive;

import org.jspecify.annotations.NullMarked;
