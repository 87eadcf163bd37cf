package dev.afterglow.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays planned facts into a room: whoever asks gets those that are due. Keeps no thread and no
 * clock. Not safe for several threads at once.
 */
public final class FactSchedule {
  private final Iterator<PlannedFact> plan;
  private final String roomId;
  private final String run;
  private final Instant start;
  private final double speed;
  private @Nullable PlannedFact next;

  /**
   * @param plan in the order of offsets; read only as far as is due
   * @param roomId the room to play into, a UUID
   * @param run names this playing, 1 to 63 characters; such as the broadcast's id
   * @param start when the show starts
   * @param speed how much faster than it happened, above 0; 1 = as it happened
   */
  public FactSchedule(
      Iterator<PlannedFact> plan, String roomId, String run, Instant start, double speed) {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed is above 0, was " + speed);
    }
    this.plan = plan;
    this.roomId = roomId;
    this.run = run;
    this.start = start;
    this.speed = speed;
  }

  /**
   * The next facts that have happened by now, in order.
   *
   * @param most at most so many; 500 fit one request
   */
  public List<Fact> due(Instant now, int most) {
    List<Fact> due = new ArrayList<>();
    while (due.size() < most) {
      PlannedFact planned = peek();
      if (planned == null) {
        break;
      }
      Instant occurs = start.plus(played(planned.offset()));
      if (occurs.isAfter(now)) {
        break;
      }
      due.add(planned.happening(roomId, run, occurs, now));
      next = null;
    }
    return due;
  }

  private Duration played(Duration offset) {
    return Duration.ofNanos(Math.round(offset.toNanos() / speed));
  }

  /** Whether every fact was handed out. */
  public boolean isOver() {
    return peek() == null;
  }

  private @Nullable PlannedFact peek() {
    if (next == null && plan.hasNext()) {
      next = plan.next();
    }
    return next;
  }
}
