package dev.afterglow.capture.liveness.attack;

/**
 * A tape that drives two rooms at once. Nobody can say from the two drives alone which is the copy,
 * so both are to be doubted, and both count as faked.
 *
 * @param name which row of the table it belongs to
 * @param first what drives the room that is ahead
 * @param second what drives the other
 * @param laterS by how much that one is behind, seconds
 */
record TwinAttack(String name, Take first, Take second, double laterS) {
  /** From when there are six seconds of it to notice, on the clock of the first. */
  double firstFromS() {
    return laterS + 6;
  }

  /** The same on the clock of the second. */
  double secondFromS() {
    return 6;
  }

  /** Both rooms, judged beside each other. */
  Together together() {
    return new Together().with(first, 0).with(second, laterS);
  }
}
