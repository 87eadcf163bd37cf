package dev.afterglow.capture.liveness.standing;

import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the windows of one source say together. Times are microseconds on the service's clock. For
 * one thread.
 */
public final class SourceVerdicts {
  /** So many NOT_LIVE windows in a row make a source not live. */
  public static final int NOT_LIVE_WINDOWS = 3;

  /** So many others in a row, half a minute, make it live again. */
  public static final int LIVE_WINDOWS = 15;

  /** Motion for so long without a window is not judged at all: ten windows. */
  public static final long UNJUDGED_AFTER_US = 20_000_000;

  private static final long PAUSE_US = 2_000_000;
  private static final long LATELY_US = 5_000_000;

  private @Nullable DriveWindow newest;
  private int notLiveInARow;
  private int othersInARow;
  private boolean notLive;
  private long motionUs = Long.MIN_VALUE;
  private long judgedUs;

  /** A source before its first window. */
  public SourceVerdicts() {
    this(VerdictRun.NONE);
  }

  /** A source that goes on where it, or a graver one of its drive, was before a restart. */
  public SourceVerdicts(VerdictRun before) {
    notLiveInARow = before.notLive();
    othersInARow = before.others();
    notLive = before.condemned();
  }

  /** What its windows have come to. */
  public VerdictRun run() {
    return new VerdictRun(
        Math.min(notLiveInARow, NOT_LIVE_WINDOWS), Math.min(othersInARow, LIVE_WINDOWS), notLive);
  }

  /** Motion came. */
  public void moved(long nowUs) {
    if (motionUs == Long.MIN_VALUE || nowUs - motionUs > PAUSE_US) {
      judgedUs = nowUs;
    }
    motionUs = nowUs;
  }

  /** A window was judged. */
  public void judged(DriveWindow window) {
    newest = window;
    judgedUs = motionUs;
    if (window.verdict() instanceof Verdict.NotLive) {
      othersInARow = 0;
      notLiveInARow++;
      notLive |= notLiveInARow >= NOT_LIVE_WINDOWS;
    } else {
      notLiveInARow = 0;
      othersInARow++;
      notLive &= othersInARow < LIVE_WINDOWS;
    }
  }

  /** The newest window. */
  public Optional<DriveWindow> newest() {
    return Optional.ofNullable(newest);
  }

  /** Whether motion came in the last five seconds. */
  public boolean movedLately(long nowUs) {
    return motionUs != Long.MIN_VALUE && nowUs - motionUs <= LATELY_US;
  }

  /** Whether windows in a row say that it is not live. */
  public boolean notLive() {
    return notLive;
  }

  /** Whether its motion has come for long, and no window of it was judged. */
  public boolean unjudged() {
    return motionUs != Long.MIN_VALUE && motionUs - judgedUs > UNJUDGED_AFTER_US;
  }
}
