package dev.afterglow.capture.device;

import dev.afterglow.platform.error.AfterglowException;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one device in one drive, one after the other. Each names the SHA-256 of the one
 * before, so that the last hash vouches for all: nothing can be taken out, put in or swapped later.
 *
 * <p>It remembers the hashes of the last 1,024 batches, which is a minute at 16 a second: enough to
 * tell a batch that comes again after a lost connection from another one of the same sequence. Safe
 * for many threads.
 */
public final class BatchChain {
  private static final int REMEMBERED = 1_024;

  private final @Nullable String[] hashes = new String[REMEMBERED];
  private final long first;
  private ChainHead head;

  /** A chain that goes on from there; START for a new one. */
  public BatchChain(ChainHead head) {
    this.head = head;
    this.first = Math.max(1, head.batches());
    if (head.batches() > 0) {
      hashes[position(head.batches())] = head.sha256Hex();
    }
  }

  /** How a batch stands to the chain. */
  public enum Place {
    /** It is the next one, and the chain's head now. */
    NEXT,
    /** It came before, bit for bit. */
    REPEATED
  }

  /** How far it has come. */
  public synchronized ChainHead head() {
    return head;
  }

  /**
   * Takes a batch whose signature is right.
   *
   * @param sequence its place, from 1
   * @param previousHex the hash that it names
   * @param hashHex the hash of its content
   * @throws AfterglowException FAILED_PRECONDITION with reason BATCH_CHAIN_BROKEN; the chain is as
   *     it was
   */
  public synchronized Place take(long sequence, String previousHex, String hashHex) {
    long expected = head.batches() + 1;
    if (sequence < 1 || sequence > expected) {
      throw DeviceRefusals.chainBroken(sequence, expected, "GAP");
    }
    if (sequence < expected) {
      return repeated(sequence, expected, hashHex);
    }
    if (!previousHex.equals(head.sha256Hex())) {
      throw DeviceRefusals.chainBroken(sequence, expected, "HASH");
    }
    head = new ChainHead(sequence, hashHex);
    hashes[position(sequence)] = hashHex;
    return Place.NEXT;
  }

  private Place repeated(long sequence, long expected, String hashHex) {
    if (sequence < first || sequence <= head.batches() - REMEMBERED) {
      throw DeviceRefusals.chainBroken(sequence, expected, "OLD");
    }
    if (!hashHex.equals(hashes[position(sequence)])) {
      throw DeviceRefusals.chainBroken(sequence, expected, "FORK");
    }
    return Place.REPEATED;
  }

  private static int position(long sequence) {
    return (int) (sequence % REMEMBERED);
  }
}
