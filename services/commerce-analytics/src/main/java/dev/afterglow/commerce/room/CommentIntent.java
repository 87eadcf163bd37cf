package dev.afterglow.commerce.room;

import java.util.List;

/**
 * What a comment wants. A comment may want several things; one that wants nothing is {@link
 * #NOISE}. Ordinals go into snapshots: only add, at the end.
 */
public enum CommentIntent {
  /** What does it cost, or it costs much. */
  PRICE,
  /** Where is the link, how is it ordered or paid. */
  HOW_TO_BUY,
  /** For less money: coupons, gifts, events. */
  DISCOUNT,
  /** When, how, from and to where it is sent, and whether postage is free. */
  SHIPPING,
  /** Who pays for sending it back. */
  FREIGHT_INSURANCE,
  /** Returns, exchanges, money back, warranty. */
  RETURN,
  /** Which size fits, how large it is. */
  SIZE,
  /** Material, safety, authenticity, shelf life, who may use it. */
  QUALITY,
  /** Is any left, when does more come. */
  STOCK,
  /** Explain, show or try on (again). */
  REPEAT_EXPLAIN,
  /** The goods are good, or were bought again. */
  PRAISE,
  /** Goods, delivery or service are bad. */
  COMPLAINT,
  /** Is the presenter a person. */
  AI_QUESTION,
  /** None of these. */
  NOISE;

  /** Every intent, in order; not to be written to. */
  static final List<CommentIntent> ALL = List.of(values());

  /** Whether the presenter can answer it. */
  public boolean isQuestion() {
    return this != PRAISE && this != COMPLAINT && this != NOISE;
  }

  /** Its bit in a set of intents. */
  public int bit() {
    return 1 << ordinal();
  }
}
