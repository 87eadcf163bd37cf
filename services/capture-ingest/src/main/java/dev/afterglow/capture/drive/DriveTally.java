package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.capture.liveness.challenge.ChallengeOutcome;

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

  /** A window was judged. */
  void window(Verdict.Name verdict);

  /** A challenge ended. */
  void challenge(ChallengeOutcome outcome);
}
