package dev.afterglow.capture.device;

import dev.afterglow.capture.drive.DriveRecord;

/**
 * One stream of a device that signs. The device was admitted when the stream opened; from then on
 * each batch is checked for session, avatar and place in the chain, and the chain's head is kept
 * from time to time. Safe for many threads.
 */
public final class SignedDrive {
  /** Samples that were captured longer before the stream opened are evidence, and shown nobody. */
  public static final long LATE_US = 2_000_000;

  private static final long KEEP_EVERY_US = 500_000;

  private final DriveRecord drive;
  private final String deviceId;
  private final BatchChain chain;
  private final DeviceKeys keys;
  private final Chains chains;
  private final long liveFromUs;
  private final ChainHead opened;

  private long keptUs;
  private long kept;
  private boolean keeping;

  private SignedDrive(
      DriveRecord drive,
      String deviceId,
      BatchChain chain,
      DeviceKeys keys,
      Chains chains,
      long liveFromUs) {
    this.drive = drive;
    this.deviceId = deviceId;
    this.chain = chain;
    this.keys = keys;
    this.chains = chains;
    this.liveFromUs = liveFromUs;
    this.opened = chain.head();
    this.kept = opened.batches();
  }

  /**
   * Admits a device to a drive; waits for registry and store.
   *
   * @param deviceUs the device's clock as it opens
   * @throws dev.afterglow.platform.error.AfterglowException as {@link DeviceKeys#admit} and {@link
   *     Chains#open}
   */
  public static SignedDrive open(
      DriveRecord drive, String deviceId, DeviceKeys keys, Chains chains, long deviceUs) {
    keys.admit(deviceId, drive.driverSubjectId());
    BatchChain chain = chains.open(drive, deviceId);
    return new SignedDrive(drive, deviceId, chain, keys, chains, deviceUs - LATE_US);
  }

  /** How far the chain had come when the stream opened; the store has it. */
  public ChainHead opened() {
    return opened;
  }

  /** The avatar that the drive is for; empty when none was bound. */
  public String avatarId() {
    return drive.avatarId().orElse("");
  }

  /** From here on, on the device's clock, samples are shown; microseconds. */
  public long liveFromUs() {
    return liveFromUs;
  }

  /**
   * Looks beside whether the device may still sign; never waits.
   *
   * @throws dev.afterglow.platform.error.AfterglowException as {@link DeviceKeys#glance}
   */
  public void glance() {
    keys.glance(deviceId);
  }

  /**
   * The device, which must still be allowed to sign; may wait for the registry.
   *
   * @throws dev.afterglow.platform.error.AfterglowException as {@link DeviceKeys#current}
   */
  public KnownDevice device() {
    return keys.current(deviceId);
  }

  /**
   * Takes a batch whose signature is right.
   *
   * @throws dev.afterglow.platform.error.AfterglowException DENIED with reason
   *     BATCH_OF_ANOTHER_DRIVE, or as {@link BatchChain#take}
   */
  public BatchChain.Place take(Batch batch) {
    if (!batch.driveId().equals(drive.driveId())) {
      throw DeviceRefusals.ofAnotherDrive("drive_id");
    }
    if (!batch.avatarId().equals(avatarId())) {
      throw DeviceRefusals.ofAnotherDrive("avatar_id");
    }
    return chain.take(batch.sequence(), batch.previousHex(), batch.hashHex());
  }

  /** Whether the head is to be kept now; who is told so calls {@link #keep}. */
  public synchronized boolean keepDue(long nowUs) {
    boolean due = !keeping && nowUs - keptUs >= KEEP_EVERY_US && chain.head().batches() > kept;
    if (due) {
      keeping = true;
      keptUs = nowUs;
    }
    return due;
  }

  /**
   * Keeps the head; waits for the store.
   *
   * @return the last batch that is safely kept
   * @throws dev.afterglow.platform.error.AfterglowException UNAVAILABLE; it is tried again later
   */
  public long keep() {
    try {
      long batches = chains.keep(drive, deviceId, chain).batches();
      synchronized (this) {
        kept = Math.max(kept, batches);
        return kept;
      }
    } finally {
      synchronized (this) {
        keeping = false;
      }
    }
  }

  /** The last batch that is safely kept. */
  public synchronized long kept() {
    return kept;
  }
}
