package dev.afterglow.commerce.webhook;

/** How a sender signs, and what it says. */
public enum Format {
  /** CloudEvents, signed as Standard Webhooks describes. */
  STANDARD,
  /** Shopify's orders and refunds. */
  SHOPIFY,
  /** Comments, likes and gifts of a live room, as Douyin's open platform pushes them. */
  DOUYIN_LIVE
}
