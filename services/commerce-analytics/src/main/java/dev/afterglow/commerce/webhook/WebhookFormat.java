package dev.afterglow.commerce.webhook;

import java.time.Instant;

/** How one kind of sender signs, and what its pushes say. */
interface WebhookFormat {
  /** Whether the push bears the sender's signature, where that says it, made not far from now. */
  boolean isSigned(Delivery delivery, Instant now);

  /**
   * What the push says.
   *
   * @param rooms where it belongs
   * @param received when it came; a platform's clock is taken to be right, so this is when it was
   *     sent
   * @throws dev.afterglow.platform.error.AfterglowException EVENT_UNREADABLE
   */
  Translation translate(Delivery delivery, Rooms rooms, Instant received);
}
