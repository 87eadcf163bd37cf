package dev.afterglow.studio.slot;

import java.util.Map;
import java.util.Optional;

/**
 * What a worker publishes about itself every second.
 *
 * @param workerId its name
 * @param address where it serves gRPC
 * @param slots broadcasts it can hold at once, 1 to 64
 * @param freeSlots of these, free
 * @param draining whether it takes nothing new
 */
public record WorkerHeartbeat(
    String workerId, String address, int slots, int freeSlots, boolean draining) {

  /** Whether a broadcast may be placed here. */
  public boolean takesMore() {
    return !draining && freeSlots > 0;
  }

  /** Reads the hash of a worker; empty if it is gone or not of the agreed shape. */
  public static Optional<WorkerHeartbeat> of(String workerId, Map<String, String> hash) {
    try {
      String address = hash.getOrDefault("address", "");
      int slots = Integer.parseInt(hash.getOrDefault("slots", ""));
      int free = Integer.parseInt(hash.getOrDefault("free_slots", ""));
      boolean draining = !"0".equals(hash.get("draining"));
      boolean valid =
          SlotLease.isWorkerId(workerId)
              && SlotLease.isAddress(address)
              && slots >= 1
              && slots <= SlotLease.MAX_SLOTS;
      return valid
          ? Optional.of(new WorkerHeartbeat(workerId, address, slots, free, draining))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
