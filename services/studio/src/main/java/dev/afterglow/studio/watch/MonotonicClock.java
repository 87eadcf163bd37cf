package dev.afterglow.studio.watch;

/** Time for measuring silence: never steps, whatever happens to the wall clock. */
@FunctionalInterface
public interface MonotonicClock {

  /** Nanoseconds since some moment. */
  long nanos();
}
