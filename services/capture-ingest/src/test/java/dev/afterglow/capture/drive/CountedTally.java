package dev.afterglow.capture.drive;

/** Counts in memory. */
final class CountedTally implements DriveTally {
  long motion;
  long motionLost;
  long voice;
  long voiceLost;
  long opened;
  long lost;

  @Override
  public void motion(long samples, long missing) {
    motion += samples;
    motionLost += missing;
  }

  @Override
  public void voice(long packets, long missing) {
    voice += packets;
    voiceLost += missing;
  }

  @Override
  public void opened() {
    opened++;
  }

  @Override
  public void lost() {
    lost++;
  }
}
