package dev.afterglow.studio.device.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.studio.device.CaptureDevice;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A device as JSON: the fields of the registry's message, in snake case, absent ones left out. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DeviceJson(
    UUID deviceId, String label, String state, Instant createTime, Optional<Instant> revokeTime) {

  static DeviceJson of(CaptureDevice device) {
    return new DeviceJson(
        device.deviceId(),
        device.label(),
        device.standing().name(),
        device.createTime(),
        device.revokeTime());
  }

  /** Without the label, which a person wrote. */
  @Override
  public String toString() {
    return "DeviceJson[" + deviceId + ", " + state + "]";
  }
}
