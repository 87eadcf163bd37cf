package dev.afterglow.capture.device;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.util.Map;

/** Why capture-ingest refuses a device or its batches; the reasons of the contract. */
public final class DeviceRefusals {
  private static final String DEVICE_ID = "device_id";

  private DeviceRefusals() {}

  /** The stream must name a device and sign its samples. */
  public static AfterglowException signatureRequired() {
    return new AfterglowException(
        "SIGNATURE_REQUIRED",
        Fault.FAILED_PRECONDITION,
        "the samples must be signed by an enrolled device");
  }

  /** The registry knows no such device. */
  public static AfterglowException unknown(String deviceId) {
    return refusal("DEVICE_UNKNOWN", Fault.DENIED, "no such device is enrolled", deviceId);
  }

  /** The device was revoked, or its person is not verified now. */
  public static AfterglowException revoked(String deviceId, KnownDevice.Standing standing) {
    return new AfterglowException(
        "DEVICE_REVOKED",
        Fault.DENIED,
        "the device may not sign now",
        Map.of(DEVICE_ID, deviceId, "state", standing.name()));
  }

  /** The device belongs to another person than the one who is to drive. */
  public static AfterglowException ofAnotherPerson(String deviceId) {
    return refusal(
        "DEVICE_OF_ANOTHER_PERSON",
        Fault.DENIED,
        "the device belongs to another person than the driver",
        deviceId);
  }

  /** The registry could not say whether the device may sign. */
  public static AfterglowException unconfirmed(String deviceId, Throwable cause) {
    return new AfterglowException(
        "DEVICE_UNCONFIRMED",
        Fault.UNAVAILABLE,
        "the registry does not answer",
        Map.of(DEVICE_ID, deviceId),
        cause);
  }

  /** The signature is not that of the device's key over this content. */
  public static AfterglowException signatureRefused(String deviceId) {
    return refusal(
        "BATCH_SIGNATURE_REFUSED", Fault.UNAUTHENTICATED, "the signature is wrong", deviceId);
  }

  /** The content of a batch is no batch, has no samples, or too many. */
  public static AfterglowException malformed(String detail) {
    return new AfterglowException(
        "BATCH_MALFORMED", Fault.INVALID, "not a batch: " + detail, Map.of("detail", detail));
  }

  /** The batch was signed for another session or avatar. */
  public static AfterglowException ofAnotherDrive(String field) {
    return new AfterglowException(
        "BATCH_OF_ANOTHER_DRIVE",
        Fault.DENIED,
        "the batch was signed for another session or avatar",
        Map.of("field", field));
  }

  /** The batch does not follow the last one. */
  static AfterglowException chainBroken(long sequence, long expected, String cause) {
    return new AfterglowException(
        "BATCH_CHAIN_BROKEN",
        Fault.FAILED_PRECONDITION,
        "the batch does not follow the last one",
        Map.of(
            "batch_sequence",
            Long.toUnsignedString(sequence),
            "expected",
            Long.toString(expected),
            "cause",
            cause));
  }

  /** The drive has as many devices' chains as it may. */
  public static AfterglowException tooManyDevices(int limit) {
    return new AfterglowException(
        "TOO_MANY_DEVICES",
        Fault.EXHAUSTED,
        "the drive has as many devices as it may",
        Map.of("limit", Integer.toString(limit)));
  }

  /**
   * A device was not enrolled.
   *
   * @param cause CODE, PROOF, KEY_TAKEN, TOO_MANY_DEVICES, PERSON or REQUEST
   */
  public static AfterglowException pairingRefused(String cause) {
    return new AfterglowException(
        "PAIRING_REFUSED", Fault.DENIED, "the device was not enrolled", Map.of("cause", cause));
  }

  /** Too many pairings were refused of late. */
  public static AfterglowException tooManyPairingAttempts() {
    return new AfterglowException(
        "TOO_MANY_PAIRING_ATTEMPTS", Fault.EXHAUSTED, "too many pairings were refused of late");
  }

  private static AfterglowException refusal(
      String reason, Fault kind, String message, String deviceId) {
    return new AfterglowException(reason, kind, message, Map.of(DEVICE_ID, deviceId));
  }
}
