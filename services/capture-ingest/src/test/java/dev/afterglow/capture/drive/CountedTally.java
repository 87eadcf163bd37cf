package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.capture.liveness.challenge.ChallengeOutcome;
import java.util.ArrayList;
import java.util.List;

/** Counts in memory. */
final class CountedTally implements DriveTally {
  long motion;
  long motionLost;
  long voice;
  long voiceLost;
  long opened;
  long lost;
  final List<Verdict.Name> windows = new ArrayList<>();
  final List<ChallengeOutcome> challenges = new ArrayList<>();

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

  @Override
  public void window(Verdict.Name verdict) {
    windows.add(verdict);
  }

  @Override
  public void challenge(ChallengeOutcome outcome) {
    challenges.add(outcome);
  }
}
