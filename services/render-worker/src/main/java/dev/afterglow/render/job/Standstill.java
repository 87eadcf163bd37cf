package dev.afterglow.render.job;

/**
 * Notices that pictures no longer come: a thread that hangs in a driver or a codec throws nothing.
 * It counts looks, not time, so that a process that was stopped for a while and goes on is not
 * taken for one that hangs. For one thread.
 */
final class Standstill {
  private final int mostLooks;
  private long frames = -1;
  private int looks;

  /**
   * @param mostLooks so many looks in a row without a new picture are a standstill, 1 or more
   */
  Standstill(int mostLooks) {
    this.mostLooks = mostLooks;
  }

  /**
   * Looks once.
   *
   * @param encoded pictures encoded so far
   * @return whether it stands still
   */
  boolean at(long encoded) {
    looks = encoded == frames ? looks + 1 : 0;
    frames = encoded;
    return looks >= mostLooks;
  }
}
