package dev.afterglow.capture.voice;

/** The sound of a packet, as it came. */
public sealed interface Sound {
  /**
   * Plain samples.
   *
   * @param rateHz 8,000 to 48,000
   * @param samples mono; owned by this record, not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Pcm(int rateHz, short[] samples) implements Sound {
    @Override
    public String toString() {
      return "Pcm[" + samples.length + " samples at " + rateHz + " Hz]";
    }
  }

  /**
   * One Opus packet.
   *
   * @param packet 1 to 4,000 bytes; owned by this record, not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  record Opus(byte[] packet) implements Sound {
    @Override
    public String toString() {
      return "Opus[" + packet.length + " bytes]";
    }
  }
}
