package dev.afterglow.facts;

import java.time.Duration;
import java.time.Instant;

/**
 * A fact of a recorded or made-up show, before it is played into a room.
 *
 * @param offset when it happens, from the start of the show; 0 or more
 * @param source who says so; a made-up one begins with "synthetic/"
 * @param id the source's own id for it, at most 64 characters
 * @param viewer the viewer's pseudonym, or empty
 * @param what what happens
 */
public record PlannedFact(
    Duration offset, String source, String id, String viewer, Happening what) {
  public PlannedFact {
    if (offset.isNegative()) {
      throw new FactFault(FactFault.Reason.INVALID_FIELD, "at_ms");
    }
    Check.text("id", id, 1, 64);
  }

  /**
   * The fact as it happens in a room.
   *
   * @param run names this playing, at most 63 characters, so that playing a show again makes other
   *     facts; playing the same run again repeats the same ids
   */
  public Fact happening(String roomId, String run, Instant occurred, Instant sent) {
    return new Fact(source, run + "/" + id, roomId, viewer, occurred, sent, what);
  }
}
