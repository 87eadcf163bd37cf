package dev.afterglow.capture.drive;

/** Counts what happens to all drives together. */
public interface DriveTally {
  /** Motion samples went on. */
  void motion(long samples, long lost);

  /** Voice packets went on. */
  void voice(long packets, long lost);

  /** A drive was opened by a device. */
  void opened();

  /** A drive was lost. */
  void lost();
}
