package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.RoomKernel;

/** Hears what becomes of the facts on the log; for counting. */
public interface FactListener {
  /** A fact went through its room. */
  void applied(RoomKernel.Outcome outcome);

  /** A record is no fact. */
  void unreadable();

  /** A fact came more than 24 hours late and counts nowhere. */
  void late();

  /** One that does not listen. */
  FactListener NONE =
      new FactListener() {
        @Override
        public void applied(RoomKernel.Outcome outcome) {}

        @Override
        public void unreadable() {}

        @Override
        public void late() {}
      };
}
