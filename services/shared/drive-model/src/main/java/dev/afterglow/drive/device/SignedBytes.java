package dev.afterglow.drive.device;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes that a device signs: what they are for in ASCII, a zero byte, what is said. No
 * signature made for one purpose fits another.
 */
public final class SignedBytes {
  private static final String ENROLMENT = "afterglow.registry.v1.EnrolDevice";
  private static final String WITHDRAWAL = "afterglow.registry.v1.WithdrawLicence";
  private static final String BATCH = "afterglow.capture.v1.DriveBatch";

  private SignedBytes() {}

  /** What proves, at pairing, that the device holds the private half of its key. */
  public static byte[] enrolment(PairingCode code, DeviceKey key) {
    return bytes(ENROLMENT, code.text().getBytes(StandardCharsets.US_ASCII), key.raw());
  }

  /**
   * What ends a licence by the word of whom it portrays. It may be said again: an ended licence
   * stays ended.
   *
   * @param licenceId a UUID in lower case
   */
  public static byte[] withdrawal(String licenceId) {
    return bytes(WITHDRAWAL, licenceId.getBytes(StandardCharsets.US_ASCII), new byte[0]);
  }

  /**
   * What vouches for a batch.
   *
   * @param content the serialised batch
   */
  public static byte[] batch(byte[] content) {
    return bytes(BATCH, content, new byte[0]);
  }

  private static byte[] bytes(String purpose, byte[] first, byte[] second) {
    byte[] name = purpose.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(name.length + 1 + first.length + second.length)
        .put(name)
        .put((byte) 0)
        .put(first)
        .put(second)
        .array();
  }
}
