package dev.afterglow.standalone.process;

/**
 * A person's wish that everything ends, as whoever starts processes sees it. It comes in two steps:
 * first in order, then, when that takes too long for the person, at once.
 */
public interface Interruption {
  /** Nobody interrupts. */
  Interruption NEVER =
      new Interruption() {
        @Override
        public boolean isAsked() {
          return false;
        }

        @Override
        public void onAsked(Runnable action) {}

        @Override
        public void onAtOnce(Runnable action) {}
      };

  /** Whether the end was asked for, in either step. */
  boolean isAsked();

  /** Runs the action when the end in order is asked for; now, if it was already. */
  void onAsked(Runnable action);

  /** Runs the action when the end at once is asked for; now, if it was already. */
  void onAtOnce(Runnable action);
}
