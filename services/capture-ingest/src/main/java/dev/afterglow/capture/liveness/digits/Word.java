package dev.afterglow.capture.liveness.digits;

/**
 * A run of frames in which something is said without a pause.
 *
 * @param from the first
 * @param to behind the last
 */
record Word(int from, int to) {
  int length() {
    return to - from;
  }
}
