package dev.afterglow.registry.simulation;

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

  boolean draws(long nowMs) {
    return clockMs(nowMs) < endsOnItsClockMs;
  }
}
