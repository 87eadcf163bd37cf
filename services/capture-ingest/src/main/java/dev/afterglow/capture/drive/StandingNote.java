package dev.afterglow.capture.drive;

import dev.afterglow.capture.liveness.standing.KeptStanding;
import org.jspecify.annotations.Nullable;

/**
 * Keeps how one drive stands beyond a restart: aside, one write at a time, the newest only. What
 * the store does not take is tried again with the next note, two seconds later while the drive is
 * open. Safe for many threads.
 */
final class StandingNote {
  private final DriveRecord drive;
  private final LivenessDesk desk;
  private KeptStanding kept;
  private KeptStanding wanted;
  private boolean writing;
  private boolean failing;

  /**
   * Nothing to keep yet.
   *
   * @param kept what the store has
   */
  StandingNote(DriveRecord drive, LivenessDesk desk, KeptStanding kept) {
    this.drive = drive;
    this.desk = desk;
    this.kept = kept;
    this.wanted = kept;
  }

  /** How the drive stands now. */
  void take(KeptStanding now) {
    synchronized (this) {
      wanted = now;
      if (writing || now.equals(kept)) {
        return;
      }
      writing = true;
    }
    desk.aside().execute(this::write);
  }

  private void write() {
    KeptStanding next = next();
    while (next != null) {
      boolean well = desk.keep(drive, next, quiet());
      next = well ? after(next) : failed();
    }
  }

  private synchronized @Nullable KeptStanding next() {
    writing = !wanted.equals(kept);
    return writing ? wanted : null;
  }

  private synchronized @Nullable KeptStanding after(KeptStanding written) {
    kept = written;
    failing = false;
    return next();
  }

  private synchronized @Nullable KeptStanding failed() {
    writing = false;
    failing = true;
    return null;
  }

  private synchronized boolean quiet() {
    return failing;
  }
}
