package dev.afterglow.commerce.room;

/**
 * What is counted by the minute of corrected event time. Ordinals go into snapshots: only add, at
 * the end.
 */
public enum MinuteCount {
  /** Times that a viewer came in. */
  ENTRIES,
  /** Comments. */
  COMMENTS,
  /** Likes, several at once included. */
  LIKES,
  /** Shares. */
  SHARES,
  /** Follows. */
  FOLLOWS,
  /** Gifts. */
  GIFTS,
  /** Product impressions. */
  IMPRESSIONS,
  /** Product clicks. */
  CLICKS,
  /** Times that a product was put into a cart. */
  CARTS,
  /** Orders made. */
  ORDERS,
  /** Orders that became paid. */
  PAID_ORDERS,
  /** Of the orders that became paid in this minute: those with money back by now. */
  REFUNDED_OF_PAID,
  /** Neutral comments. */
  NEUTRAL,
  /** Positive comments. */
  POSITIVE,
  /** Negative comments. */
  NEGATIVE,
  /** Comments with the intent {@link CommentIntent#PRICE}; the further ones follow in order. */
  PRICE,
  HOW_TO_BUY,
  DISCOUNT,
  SHIPPING,
  FREIGHT_INSURANCE,
  RETURN,
  SIZE,
  QUALITY,
  STOCK,
  REPEAT_EXPLAIN,
  PRAISE,
  COMPLAINT,
  AI_QUESTION,
  NOISE,
  /** Orders of which the first money went back in this minute. */
  REFUNDS;

  private static final MinuteCount[] ALL = values();

  /** The count of comments with an intent. */
  public static MinuteCount of(CommentIntent intent) {
    return ALL[PRICE.ordinal() + intent.ordinal()];
  }

  /** The count of comments that feel so. */
  public static MinuteCount of(Sentiment sentiment) {
    return ALL[NEUTRAL.ordinal() + sentiment.ordinal()];
  }
}
