package dev.afterglow.capture.device;

import dev.afterglow.drive.device.PairingCode;
import java.util.Optional;

/** Where devices are enrolled. Every method may wait for its answer. */
public interface DeviceRegistry {
  /**
   * A device, or empty when there is none.
   *
   * @throws dev.afterglow.platform.error.AfterglowException UNAVAILABLE when no answer comes
   */
  Optional<KnownDevice> find(String deviceId);

  /**
   * Enrols a key.
   *
   * @param wish what the device asks for
   * @return the device's id
   * @throws dev.afterglow.platform.error.AfterglowException PAIRING_REFUSED,
   *     TOO_MANY_PAIRING_ATTEMPTS, or UNAVAILABLE when no answer comes
   */
  String enrol(Enrolment wish);

  /**
   * What a device asks for.
   *
   * @param requestId the device's, for repeating
   * @param code what the console shows
   * @param publicKey 32 bytes
   * @param label what people shall call it
   * @param proof 64 bytes
   */
  record Enrolment(
      String requestId, PairingCode code, byte[] publicKey, String label, byte[] proof) {
    /** Nothing of it. */
    @Override
    public String toString() {
      return "Enrolment[" + requestId + "]";
    }
  }
}
