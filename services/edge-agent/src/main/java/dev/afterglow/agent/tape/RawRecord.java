package dev.afterglow.agent.tape;

import java.nio.ByteBuffer;

/** A datagram of a raw tape. */
public final class RawRecord {
  private final int track;
  private final long timeUs;
  private final byte[] bytes;

  /**
   * A datagram that was heard.
   *
   * @param track which of the tape's tracks, from 0
   * @param timeUs microseconds since the tape began
   * @param bytes not to be changed afterwards
   */
  RawRecord(int track, long timeUs, byte[] bytes) {
    this.track = track;
    this.timeUs = timeUs;
    this.bytes = bytes;
  }

  /** Which of the tape's tracks, from 0. */
  public int track() {
    return track;
  }

  /** Microseconds since the tape began; never less than the record's before. */
  public long timeUs() {
    return timeUs;
  }

  /** The datagram, to be read only. */
  public ByteBuffer datagram() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
  }

  /** The datagram; a copy, which a decoder may take. */
  public byte[] copy() {
    return bytes.clone();
  }

  byte[] bytes() {
    return bytes;
  }
}
