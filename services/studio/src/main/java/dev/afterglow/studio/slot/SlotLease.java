package dev.afterglow.studio.slot;

import java.util.regex.Pattern;

/**
 * A slot of a worker that is held for one broadcast.
 *
 * @param workerId 1 to 64 of letters, digits, dot, underscore and hyphen
 * @param address where the worker serves gRPC. Example: "127.0.0.1:8182"
 * @param number which of its slots, 0 to 63
 */
public record SlotLease(String workerId, String address, int number) {

  /** The most slots of one worker. */
  public static final int MAX_SLOTS = 64;

  private static final Pattern WORKER = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern ADDRESS =
      Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):[0-9]{1,5}");

  /** Checks all three. */
  public SlotLease {
    if (!isWorkerId(workerId)) {
      throw new IllegalArgumentException("worker_id must match " + WORKER);
    }
    if (!isAddress(address)) {
      throw new IllegalArgumentException("address must be host:port");
    }
    if (number < 0 || number >= MAX_SLOTS) {
      throw new IllegalArgumentException("slot is 0 to 63, was " + number);
    }
  }

  static boolean isWorkerId(String workerId) {
    return WORKER.matcher(workerId).matches();
  }

  static boolean isAddress(String address) {
    return ADDRESS.matcher(address).matches();
  }
}
