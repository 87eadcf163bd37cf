package dev.afterglow.capture.drive;

import dev.afterglow.capture.session.DriveState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Records in memory, which outlive the sessions of a test. */
final class HeldRecords implements DriveRecords {
  final Map<String, Reservation> reservations = new ConcurrentHashMap<>();
  final Map<String, Stored> drives = new ConcurrentHashMap<>();
  final Map<String, Long> openings = new ConcurrentHashMap<>();

  @Override
  public Reservation reserve(String requestId, Reservation proposal) {
    Reservation before = reservations.putIfAbsent(requestId, proposal);
    return before == null ? proposal : before;
  }

  @Override
  public void keep(DriveRecord drive) {
    drives.putIfAbsent(drive.driveId(), new Stored(drive, DriveState.Name.WAITING));
  }

  @Override
  public void keepState(DriveRecord drive, DriveState.Name state) {
    drives.put(drive.driveId(), new Stored(drive, state));
  }

  @Override
  public void keepOpening(DriveRecord drive, long untilUs) {
    openings.put(drive.driveId(), untilUs);
  }

  @Override
  public long opensUntilUs(String driveId) {
    return openings.getOrDefault(driveId, 0L);
  }

  @Override
  public Optional<Stored> find(String driveId) {
    return Optional.ofNullable(drives.get(driveId));
  }

  @Override
  public List<Stored> newest(Optional<String> broadcastId, Optional<String> beforeId, int limit) {
    return drives.values().stream()
        .filter(it -> broadcastId.map(it.drive().broadcastId()::equals).orElse(true))
        .filter(it -> beforeId.map(id -> it.drive().driveId().compareTo(id) < 0).orElse(true))
        .sorted(Comparator.comparing((Stored it) -> it.drive().driveId()).reversed())
        .limit(limit)
        .toList();
  }
}
