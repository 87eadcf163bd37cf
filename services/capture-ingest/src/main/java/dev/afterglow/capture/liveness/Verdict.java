package dev.afterglow.capture.liveness;

import java.util.List;

/** What a window says about its drive. */
public sealed interface Verdict {
  /** Nothing speaks against a live human. */
  record Live() implements Verdict {}

  /**
   * Doubt, or too little to judge by: ask the driver, do not punish.
   *
   * @param reasons the measures that made it, most telling first; one or more
   */
  record Degraded(List<Measure> reasons) implements Verdict {
    public Degraded {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * No live human, as far as the measures reach.
   *
   * @param reasons the measures that made it, most telling first; one or more
   */
  record NotLive(List<Measure> reasons) implements Verdict {
    public NotLive {
      reasons = List.copyOf(reasons);
    }
  }

  /** The verdict's name, for the contract. */
  default Name name() {
    return switch (this) {
      case Live _ -> Name.LIVE;
      case Degraded _ -> Name.DEGRADED;
      case NotLive _ -> Name.NOT_LIVE;
    };
  }

  /** The names. */
  enum Name {
    LIVE,
    DEGRADED,
    NOT_LIVE
  }
}
