package dev.afterglow.capture.device;

import dev.afterglow.capture.drive.DriveRecord;
import java.util.Optional;

/** Decides who may drive over {@code OpenDrive} once the drive token has been found right. */
public final class DeviceGate {
  private final DeviceKeys keys;
  private final Chains chains;
  private final boolean unsignedDrives;

  /**
   * A gate.
   *
   * @param unsignedDrives whether a device may drive that signs nothing
   */
  public DeviceGate(DeviceKeys keys, Chains chains, boolean unsignedDrives) {
    this.keys = keys;
    this.chains = chains;
    this.unsignedDrives = unsignedDrives;
  }

  /** The gate for pages, which may also sign nothing. */
  public DeviceGate forPages() {
    return new DeviceGate(keys, chains, true);
  }

  /**
   * Lets a stream in; waits for registry and store.
   *
   * @param deviceId what the device calls itself, or empty for one that signs nothing
   * @param deviceUs the device's clock as it opens
   * @return what its batches go through; empty for an unsigned drive
   * @throws dev.afterglow.platform.error.AfterglowException FAILED_PRECONDITION with reason
   *     SIGNATURE_REQUIRED, or as {@link SignedDrive#open}
   */
  public Optional<SignedDrive> open(DriveRecord drive, String deviceId, long deviceUs) {
    if (!deviceId.isEmpty()) {
      return Optional.of(SignedDrive.open(drive, deviceId, keys, chains, deviceUs));
    }
    if (!unsignedDrives) {
      throw DeviceRefusals.signatureRequired();
    }
    return Optional.empty();
  }
}
