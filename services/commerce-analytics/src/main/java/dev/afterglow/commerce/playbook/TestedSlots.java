package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.experiment.Arm;
import dev.afterglow.commerce.experiment.Slot;
import dev.afterglow.commerce.experiment.Switchback;
import dev.afterglow.commerce.peak.Beside;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The slots in which playbooks told a room to act, as what stood beside its curves. */
public final class TestedSlots {
  private TestedSlots() {}

  /** Those that had begun by a time: slots to come stay unknown. */
  public static List<Beside> of(List<Playbook> playbooks, Instant now) {
    List<Beside> found = new ArrayList<>();
    for (Playbook playbook : playbooks) {
      switch (playbook) {
        case Playbook.Accepted accepted -> add(playbook, accepted.switchback(), now, found);
        case Playbook.Settled settled -> {
          List<Slot> run = settled.switchback().slots();
          int last = Math.min(settled.evidence().slots(), run.size()) - 1;
          Instant end = last < 0 ? Instant.MIN : run.get(last).end();
          add(playbook, settled.switchback(), end, found);
        }
        default -> {
          // Nothing was tested.
        }
      }
    }
    return found;
  }

  private static void add(
      Playbook playbook, Switchback switchback, Instant until, List<Beside> found) {
    String product = playbook.proposal().action().productId();
    for (Slot slot : switchback.slots()) {
      if (slot.arm() == Arm.ACTION && slot.shownFrom().isBefore(until)) {
        found.add(new Beside(Beside.Kind.PLAYBOOK, product, slot.shownFrom(), slot.end()));
      }
    }
  }
}
