package dev.afterglow.commerce.ledger;

import dev.afterglow.commerce.room.Digest128;
import java.util.Arrays;

/**
 * Which facts told of one order: a fact counts once by its id. Past 64 facts an order takes no
 * more, which no real order comes near. Kept as digests, because the ids and a set of them would
 * take more of the heap than everything else that is known of an order.
 */
public final class FactIds {
  private static final int MOST = 64;
  private static final int WIDTH = 2;

  private long[] digests = {};

  /** Whether the fact is news; a repeat is not. */
  public boolean isNews(String factId) {
    if (digests.length == MOST * WIDTH) {
      return false;
    }
    Digest128 id = Digest128.of("fact", factId);
    for (int i = 0; i < digests.length; i += WIDTH) {
      if (digests[i] == id.high() && digests[i + 1] == id.low()) {
        return false;
      }
    }
    digests = Arrays.copyOf(digests, digests.length + WIDTH);
    digests[digests.length - 2] = id.high();
    digests[digests.length - 1] = id.low();
    return true;
  }
}
