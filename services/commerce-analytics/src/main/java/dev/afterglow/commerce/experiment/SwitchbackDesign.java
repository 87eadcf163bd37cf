package dev.afterglow.commerce.experiment;

import java.time.Duration;

/**
 * How long an experiment takes.
 *
 * @param slotLength how long a slot is measured, 1 minute to 1 hour
 * @param washout how long nothing is measured after the room changes from one arm to the other, so
 *     that what the arm before set off does not count for the one after; 0 to 1 hour
 * @param slots how many slots are measured, 2 to 2,000
 */
public record SwitchbackDesign(Duration slotLength, Duration washout, int slots) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_SLOTS = 2_000;

  public SwitchbackDesign {
    require(slotLength.compareTo(SHORTEST) >= 0 && slotLength.compareTo(LONGEST) <= 0, "slot");
    require(!washout.isNegative() && washout.compareTo(LONGEST) <= 0, "washout");
    require(slots >= 2 && slots <= MOST_SLOTS, "slots");
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what + " out of range");
    }
  }
}
