package dev.afterglow.codec;

/** Why a datagram was refused whole. No part of a refused datagram reaches a frame. */
public enum RejectReason {
  /** It holds no byte. */
  EMPTY,
  /** It is longer than the protocol ever sends. */
  TOO_LONG,
  /** It ends before what it promises. */
  TRUNCATED,
  /** Its length is not one that its kind can have. */
  WRONG_LENGTH,
  /** It does not begin like a datagram of the protocol. */
  NOT_THIS_PROTOCOL,
  /** It is of a version that the decoder does not know. */
  UNKNOWN_VERSION,
  /** Its structure is broken. */
  MALFORMED,
  /** A value is NaN or infinite. */
  NOT_FINITE,
  /** A value is finite but cannot be: a weight far from 0 to 1, a quaternion without a length. */
  OUT_OF_RANGE,
  /** It holds more parts than the decoder is ready to keep. */
  TOO_MANY,
  /** Every place for a sender is taken. */
  NO_ROOM_FOR_SENDER
}
