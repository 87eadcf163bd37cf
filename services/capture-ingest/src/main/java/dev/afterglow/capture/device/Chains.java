package dev.afterglow.capture.device;

import dev.afterglow.capture.drive.DriveRecord;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The chains of this instance's drives. A chain stays in memory for two minutes after its stream
 * has gone, so that batches that come again are known; its head is in the store. Methods that ask
 * the store wait for it. Safe for many threads.
 */
public final class Chains {
  /** How many devices may sign in one drive. */
  public static final int MOST_DEVICES = 8;

  private static final long KEPT_NANOS = 120_000_000_000L;

  private final ChainRecords records;
  private final LongSupplier nanos;
  private final ConcurrentHashMap<Owner, Held> held = new ConcurrentHashMap<>();

  private record Owner(String driveId, String deviceId) {}

  private static final class Held {
    private final BatchChain chain;
    // One write after the other, or an older head could overwrite a newer one.
    private final ReentrantLock keeping = new ReentrantLock();
    private volatile long usedNanos;

    private Held(BatchChain chain, long usedNanos) {
      this.chain = chain;
      this.usedNanos = usedNanos;
    }
  }

  /**
   * No chains yet.
   *
   * @param nanos a monotonic clock
   */
  public Chains(ChainRecords records, LongSupplier nanos) {
    this.records = records;
    this.nanos = nanos;
  }

  /**
   * The chain that a device goes on with; what came before is in the store when this returns.
   *
   * @throws dev.afterglow.platform.error.AfterglowException EXHAUSTED with reason TOO_MANY_DEVICES
   */
  public BatchChain open(DriveRecord drive, String deviceId) {
    long now = nanos.getAsLong();
    held.values().removeIf(it -> now - it.usedNanos > KEPT_NANOS);
    Owner owner = new Owner(drive.driveId(), deviceId);
    Held known = held.get(owner);
    if (known != null) {
      keep(drive, deviceId, known.chain);
      return known.chain;
    }
    Map<String, ChainHead> kept = records.find(drive.driveId());
    if (!kept.containsKey(deviceId) && kept.size() >= MOST_DEVICES) {
      throw DeviceRefusals.tooManyDevices(MOST_DEVICES);
    }
    ChainHead head = kept.getOrDefault(deviceId, ChainHead.START);
    // An entry from the start, so that devices that never send are counted as well.
    records.keep(drive, deviceId, head);
    return held.computeIfAbsent(owner, _ -> new Held(new BatchChain(head), now)).chain;
  }

  /** Keeps how far a chain has come; the batches up to the returned head may be forgotten. */
  public ChainHead keep(DriveRecord drive, String deviceId, BatchChain chain) {
    long now = nanos.getAsLong();
    Held kept =
        held.computeIfAbsent(new Owner(drive.driveId(), deviceId), _ -> new Held(chain, now));
    kept.usedNanos = now;
    kept.keeping.lock();
    try {
      ChainHead head = chain.head();
      records.keep(drive, deviceId, head);
      return head;
    } finally {
      kept.keeping.unlock();
    }
  }

  /** The kept heads of a drive's chains by device. */
  public Map<String, ChainHead> of(String driveId) {
    return records.find(driveId);
  }
}
