package dev.afterglow.tape.sound;

/** A voice that is in memory. */
final class HeldVoice implements VoiceTape {
  private final short[] samples;

  HeldVoice(short[] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("a voice has at least one sample");
    }
    this.samples = samples.clone();
  }

  @Override
  public long samples() {
    return samples.length;
  }

  @Override
  public VoiceCursor open() {
    return new Cursor();
  }

  private final class Cursor implements VoiceCursor {
    private int position;

    @Override
    public int read(short[] into) {
      int count = Math.min(into.length, samples.length - position);
      System.arraycopy(samples, position, into, 0, count);
      position += count;
      return count;
    }

    @Override
    public void close() {
      position = samples.length;
    }
  }
}
