package dev.afterglow.registry.device.storage;

import dev.afterglow.drive.device.DeviceKey;
import dev.afterglow.registry.device.Device;
import dev.afterglow.registry.storage.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A device's row. */
@Entity
@Table(name = "device")
public class DeviceEntity extends TenantRow {
  /** Which. */
  @Id
  @Column(name = "device_id")
  public String deviceId = "";

  /** Whose. */
  @Column(name = "subject_id")
  public String subjectId = "";

  /** 32 bytes. */
  @Column(name = "public_key")
  public byte[] publicKey = new byte[0];

  /** What people call it. */
  public String label = "";

  /** When it was enrolled. */
  @Column(name = "create_time")
  public Instant createTime = Instant.EPOCH;

  /** When it was revoked. */
  @Column(name = "revoke_time")
  public @Nullable Instant revokeTime;

  /** The row of a device just enrolled. */
  public static DeviceEntity of(Device.Active device) {
    Device.Enrolment enrolment = device.enrolment();
    DeviceEntity row = new DeviceEntity();
    row.deviceId = enrolment.deviceId();
    row.subjectId = enrolment.subjectId();
    row.publicKey = enrolment.key().raw();
    row.label = enrolment.label();
    row.createTime = enrolment.createTime();
    return row;
  }

  /** Writes the revocation into the row. */
  public void become(Device.Revoked revoked) {
    revokeTime = revoked.revokeTime();
  }

  /** The device of this row. */
  public Device device() {
    Device.Active active =
        new Device.Active(
            new Device.Enrolment(deviceId, subjectId, DeviceKey.of(publicKey), label, createTime));
    return revokeTime == null ? active : active.revoke(revokeTime);
  }
}
