package dev.afterglow.commerce.peak;

/** What is followed minute by minute. */
public enum Curve {
  /** Viewers that were there, on average over the minute. */
  VIEWERS(10),
  /** Comments. */
  COMMENTS(1),
  /** Product clicks. */
  CLICKS(1),
  /** Orders made. */
  ORDERS(1),
  /** Money paid, in the currency of which most was paid. */
  GMV(1);

  private final double floor;

  Curve(double floor) {
    this.floor = floor;
  }

  /**
   * The least variance over mean that is believed of its minutes. Viewers stay for minutes, so
   * neighbouring minutes tell less than they seem to.
   */
  double floor() {
    return floor;
  }
}
