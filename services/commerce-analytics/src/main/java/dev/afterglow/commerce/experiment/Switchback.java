package dev.afterglow.commerce.experiment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A switchback: one room shows one arm or the other to everybody at once, slot after slot, each
 * slot's arm being a fair coin of its own. Independent coins tell more a slot than shuffled pairs
 * do, and what viewers saw so far never tells what comes next. Before the first slot the room shows
 * the control, so a first slot of action is washed out too.
 *
 * <p>The design is that of Bojinov, Simchi-Levi and Zhao, "Design and Analysis of Switchback
 * Experiments", Management Science 69 (2023), with the washout in the place of their estimate of
 * the carry-over's length: an effect that outlasts the washout is not separated from the slot's.
 *
 * @param seed what the arms are drawn from
 * @param start when the first slot begins
 * @param design how long it all takes
 */
public record Switchback(Seed seed, Instant start, SwitchbackDesign design) {

  /** The slots in their order. */
  public List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(design.slots());
    Arm before = Arm.CONTROL;
    Instant from = start;
    for (int i = 0; i < design.slots(); i++) {
      Arm arm = seed.arm(i);
      Instant measured = arm == before ? from : from.plus(design.washout());
      Instant end = measured.plus(design.slotLength());
      slots.add(new Slot(i, arm, from, measured, end));
      before = arm;
      from = end;
    }
    return List.copyOf(slots);
  }
}
