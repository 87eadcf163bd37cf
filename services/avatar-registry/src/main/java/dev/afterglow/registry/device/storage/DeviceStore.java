package dev.afterglow.registry.device.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.device.Device;
import dev.afterglow.registry.fault.Faults;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
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

  private PanacheQuery<DeviceEntity> own(String deviceId) {
    return find("deviceId = ?1 and tenant = ?2", deviceId, CallersTenant.name());
  }

  /** The row, locked to the end of the transaction, or DEVICE_NOT_FOUND. */
  public Uni<DeviceEntity> locked(String deviceId) {
    return own(deviceId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.deviceNotFound(deviceId));
  }

  /** The device, or DEVICE_NOT_FOUND. */
  public Uni<Device> device(String deviceId) {
    return own(deviceId)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.deviceNotFound(deviceId))
        .map(DeviceEntity::device);
  }

  /** How many of the tenant's devices have that key: 0 or 1. */
  public Uni<Long> withKey(byte[] publicKey) {
    return count("publicKey = ?1 and tenant = ?2", publicKey, CallersTenant.name());
  }

  /** How many devices of a person may sign. */
  public Uni<Long> activeOf(String subjectId) {
    return count(
        "subjectId = ?1 and tenant = ?2 and revokeTime is null", subjectId, CallersTenant.name());
  }

  /** The devices of a person that may sign, locked to the end of the transaction. */
  public Uni<List<DeviceEntity>> active(String subjectId) {
    return find(
            "subjectId = ?1 and tenant = ?2 and revokeTime is null order by deviceId",
            subjectId,
            CallersTenant.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** A person's devices with ids below one, newest first. */
  public Uni<List<Device>> before(String deviceId, String subjectId, int size) {
    return find(
            "deviceId < ?1 and subjectId = ?2 and tenant = ?3 order by deviceId desc",
            deviceId,
            subjectId,
            CallersTenant.name())
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(DeviceEntity::device).toList());
  }

  /** Revokes all devices of a person and forgets what people called them. */
  public Uni<Integer> forgetOf(String subjectId, Instant now) {
    return update(
        "revokeTime = coalesce(revokeTime, ?2), label = ?3 where subjectId = ?1 and tenant = ?4",
        subjectId,
        now,
        NOBODYS,
        CallersTenant.name());
  }
}
