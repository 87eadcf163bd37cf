package dev.afterglow.registry.simulation;

import dev.afterglow.registry.lease.StreamLease;

/** Draws while its own clock says that its lease lasts. */
final class Holder {
  final String room;
  final long clockOffsetMs;
  String leaseId = "";
  String licenceId = "";
  String driver = "";
  String licensor = "";
  long endsOnItsClockMs = Long.MIN_VALUE;

  Holder(String room, long clockOffsetMs) {
    this.room = room;
    this.clockOffsetMs = clockOffsetMs;
  }

  long clockMs(long nowMs) {
    return nowMs + clockOffsetMs;
  }

  /** A lease that lasts until then; a renewal that comes late does not shorten a newer one. */
  void take(StreamLease.Right right, boolean fresh, long endsMs) {
    leaseId = right.leaseId();
    licenceId = right.use().licenceId();
    driver = right.use().driverSubjectId();
    licensor = right.licensorSubjectId();
    endsOnItsClockMs = fresh ? endsMs : Math.max(endsOnItsClockMs, endsMs);
  }

  boolean draws(long nowMs) {
    return clockMs(nowMs) < endsOnItsClockMs;
  }
}
