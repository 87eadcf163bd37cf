/**
 * Decoders of what presenters' own capture apps and suits send, one package a protocol.
 *
 * <p>A {@link dev.afterglow.codec.MotionDecoder} takes one datagram at a time from one sender and
 * gives {@link dev.afterglow.codec.SourceFrame}s in the frame of the drive model: right-handed,
 * Y-up, +Z out of the person's face, left and right the person's own. It throws on no input, keeps
 * a bounded state and counts what it refuses by reason. {@link dev.afterglow.codec.SenderTable}
 * keeps a decoder for each sender that shares a port.
 */
@NullMarked
package dev.afterglow.codec;

import org.jspecify.annotations.NullMarked;
