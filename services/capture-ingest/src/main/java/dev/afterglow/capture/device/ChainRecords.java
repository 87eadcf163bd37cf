package dev.afterglow.capture.device;

import dev.afterglow.capture.drive.DriveRecord;
import java.util.Map;

/**
 * Where chains are kept beyond a restart, as long as their drive. Every method may wait for the
 * store, and throws an {@link dev.afterglow.platform.error.AfterglowException} of kind UNAVAILABLE
 * when it does not answer.
 */
public interface ChainRecords {
  /** The heads of a drive's chains by device. */
  Map<String, ChainHead> find(String driveId);

  /** Keeps the head of a device's chain. */
  void keep(DriveRecord drive, String deviceId, ChainHead head);
}
