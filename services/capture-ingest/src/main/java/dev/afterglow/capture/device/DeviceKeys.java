package dev.afterglow.capture.device;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What is known of the devices that send now. The registry's answer counts for a short time; a
 * device that goes on sending is asked about again beside its batches, so that a revocation is
 * noticed soon and no batch waits for the registry. When the registry is away for too long, nobody
 * may sign. Safe for many threads.
 */
public final class DeviceKeys {
  // Devices that have gone are forgotten from here on; those that send are fewer than drives.
  private static final int MANY = 10_000;

  private final DeviceRegistry registry;
  private final long recheckNanos;
  private final long patienceNanos;
  private final LongSupplier nanos;
  private final Executor aside;
  private final ConcurrentHashMap<String, Answer> answers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Boolean> asking = new ConcurrentHashMap<>();

  private record Answer(KnownDevice device, long askedNanos) {}

  /**
   * Nothing known yet.
   *
   * @param recheck how old an answer may be before the registry is asked again
   * @param patience how old an answer may be at all
   * @param nanos a monotonic clock
   * @param aside runs what waits for the registry
   */
  public DeviceKeys(
      DeviceRegistry registry,
      Duration recheck,
      Duration patience,
      LongSupplier nanos,
      Executor aside) {
    this.registry = registry;
    this.recheckNanos = recheck.toNanos();
    this.patienceNanos = patience.toNanos();
    this.nanos = nanos;
    this.aside = aside;
  }

  /**
   * A device that wants to drive for a person; waits for the registry.
   *
   * @throws AfterglowException DENIED with reason DEVICE_UNKNOWN, DEVICE_REVOKED or
   *     DEVICE_OF_ANOTHER_PERSON; UNAVAILABLE with reason DEVICE_UNCONFIRMED
   */
  public KnownDevice admit(String deviceId, String driverSubjectId) {
    KnownDevice device = confirmed(deviceId);
    if (!device.subjectId().equals(driverSubjectId)) {
      throw DeviceRefusals.ofAnotherPerson(deviceId);
    }
    return active(device);
  }

  /**
   * A device that was admitted before and sends again. Waits for the registry only when its last
   * answer is too old to count, as after a long silence.
   *
   * @throws AfterglowException DENIED with reason DEVICE_UNKNOWN or DEVICE_REVOKED; UNAVAILABLE
   *     with reason DEVICE_UNCONFIRMED
   */
  public KnownDevice current(String deviceId) {
    Answer answer = answers.get(deviceId);
    if (answer == null || age(answer) > patienceNanos) {
      return active(confirmed(deviceId));
    }
    if (age(answer) > recheckNanos) {
      askBeside(deviceId);
    }
    return active(answer.device());
  }

  /**
   * Has the registry asked again when it is time, beside; never waits.
   *
   * @throws AfterglowException DENIED with reason DEVICE_REVOKED, if that is known
   */
  public void glance(String deviceId) {
    Answer answer = answers.get(deviceId);
    if (answer == null || age(answer) > recheckNanos) {
      askBeside(deviceId);
    }
    if (answer != null) {
      var _ = active(answer.device());
    }
  }

  private long age(Answer answer) {
    return nanos.getAsLong() - answer.askedNanos();
  }

  private KnownDevice confirmed(String deviceId) {
    try {
      return ask(deviceId).orElseThrow(() -> DeviceRefusals.unknown(deviceId));
    } catch (AfterglowException e) {
      if (e.kind() == Fault.UNAVAILABLE) {
        throw DeviceRefusals.unconfirmed(deviceId, e);
      }
      throw e;
    }
  }

  private void askBeside(String deviceId) {
    if (asking.putIfAbsent(deviceId, true) == null) {
      aside.execute(
          () -> {
            try {
              if (ask(deviceId).isEmpty()) {
                // Devices are never deleted: a registry that has lost one vouches for nothing.
                answers.remove(deviceId);
              }
            } catch (AfterglowException e) {
              // The answer ages; the next batch asks again.
            } finally {
              asking.remove(deviceId);
            }
          });
    }
  }

  private Optional<KnownDevice> ask(String deviceId) {
    // From before the question: an answer may have been a while on its way.
    long askedNanos = nanos.getAsLong();
    Optional<KnownDevice> found = registry.find(deviceId);
    if (answers.size() > MANY) {
      answers.values().removeIf(it -> askedNanos - it.askedNanos() > patienceNanos);
    }
    found.ifPresent(device -> answers.merge(deviceId, new Answer(device, askedNanos), this::newer));
    return found;
  }

  private Answer newer(Answer one, Answer other) {
    return one.askedNanos() - other.askedNanos() > 0 ? one : other;
  }

  private static KnownDevice active(KnownDevice device) {
    if (device.standing() != KnownDevice.Standing.ACTIVE) {
      throw DeviceRefusals.revoked(device.deviceId(), device.standing());
    }
    return device;
  }
}
