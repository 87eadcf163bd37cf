package dev.afterglow.capture.device;

import dev.afterglow.capture.drive.DriveRecord;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import java.util.Map;
import java.util.TreeMap;

/** Chains in memory, which outlive the {@link Chains} of a test. */
final class HeldChains implements ChainRecords {
  final Map<String, Map<String, ChainHead>> drives = new TreeMap<>();
  boolean away;

  @Override
  public Map<String, ChainHead> find(String driveId) {
    answer();
    return Map.copyOf(drives.getOrDefault(driveId, Map.of()));
  }

  @Override
  public void keep(DriveRecord drive, String deviceId, ChainHead head) {
    answer();
    drives.computeIfAbsent(drive.driveId(), _ -> new TreeMap<>()).put(deviceId, head);
  }

  private void answer() {
    if (away) {
      throw new AfterglowException(
          PlatformReason.UPSTREAM_UNAVAILABLE, Fault.UNAVAILABLE, "the store is away");
    }
  }
}
