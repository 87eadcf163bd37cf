package dev.afterglow.registry.device.storage;

import dev.afterglow.registry.device.Device;
import dev.afterglow.registry.fault.Faults;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;

/** Devices. */
@ApplicationScoped
public class DeviceStore implements PanacheRepositoryBase<DeviceEntity, String> {
  private static final String NOBODYS = "erased";

  /** The row, locked to the end of the transaction, or DEVICE_NOT_FOUND. */
  public Uni<DeviceEntity> locked(String deviceId) {
    return findById(deviceId, LockModeType.PESSIMISTIC_WRITE)
        .onItem()
        .ifNull()
        .failWith(() -> Faults.deviceNotFound(deviceId));
  }

  /** The device, or DEVICE_NOT_FOUND. */
  public Uni<Device> device(String deviceId) {
    return findById(deviceId)
        .onItem()
        .ifNull()
        .failWith(() -> Faults.deviceNotFound(deviceId))
        .map(DeviceEntity::device);
  }

  /** How many devices have that key: 0 or 1. */
  public Uni<Long> withKey(byte[] publicKey) {
    return count("publicKey", publicKey);
  }

  /** How many devices of a person may sign. */
  public Uni<Long> activeOf(String subjectId) {
    return count("subjectId = ?1 and revokeTime is null", subjectId);
  }

  /** The devices of a person that may sign, locked to the end of the transaction. */
  public Uni<List<DeviceEntity>> active(String subjectId) {
    return find("subjectId = ?1 and revokeTime is null order by deviceId", subjectId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** A person's devices with ids below one, newest first. */
  public Uni<List<Device>> before(String deviceId, String subjectId, int size) {
    return find("deviceId < ?1 and subjectId = ?2 order by deviceId desc", deviceId, subjectId)
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(DeviceEntity::device).toList());
  }

  /** Revokes all devices of a person and forgets what people called them. */
  public Uni<Integer> forgetOf(String subjectId, Instant now) {
    return update(
        "revokeTime = coalesce(revokeTime, ?2), label = ?3 where subjectId = ?1",
        subjectId,
        now,
        NOBODYS);
  }
}
