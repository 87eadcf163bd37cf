package dev.afterglow.capture.wire;

import dev.afterglow.capture.device.DeviceRefusals;
import dev.afterglow.capture.device.DeviceRegistry;
import dev.afterglow.capture.device.KnownDevice;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A registry of devices in memory, in the place of the one that is called over the network. */
@Singleton
@Alternative
@Priority(1)
public final class HeldDevices implements DeviceRegistry {
  final Map<String, KnownDevice> devices = new ConcurrentHashMap<>();
  final List<Enrolment> wishes = new CopyOnWriteArrayList<>();
  volatile boolean away;

  @Override
  public Optional<KnownDevice> find(String deviceId) {
    if (away) {
      throw new AfterglowException(
          PlatformReason.UPSTREAM_UNAVAILABLE, Fault.UNAVAILABLE, "the registry is away");
    }
    return Optional.ofNullable(devices.get(deviceId));
  }

  @Override
  public String enrol(Enrolment wish) {
    wishes.add(wish);
    if (wish.code().text().equals("22222222")) {
      throw DeviceRefusals.pairingRefused("CODE");
    }
    return "0197aaaa-0000-7000-8000-0000000000aa";
  }

  void become(String deviceId, KnownDevice.Standing standing) {
    devices.computeIfPresent(
        deviceId, (id, before) -> new KnownDevice(id, before.subjectId(), before.key(), standing));
  }
}
