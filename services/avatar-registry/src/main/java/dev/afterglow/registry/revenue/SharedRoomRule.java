package dev.afterglow.registry.revenue;

/** What becomes of a room in which other licences were on air as well. */
public enum SharedRoomRule {
  /** Not said: it is not counted, and the statement says so. */
  UNSTATED,
  /** Divided by the time that each licence was on air in it. */
  BY_TIME_ON_AIR
}
