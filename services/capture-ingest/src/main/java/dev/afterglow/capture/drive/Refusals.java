package dev.afterglow.capture.drive;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.util.Map;

/** Why capture-ingest refuses; the reasons of the contract. */
public final class Refusals {
  private static final String DRIVE_ID = "drive_id";
  private static final String SEQUENCE = "sequence";

  private Refusals() {}

  /** No such drive. */
  public static AfterglowException notFound(String driveId) {
    return new AfterglowException(
        "DRIVE_NOT_FOUND", Fault.NOT_FOUND, "there is no such drive", Map.of(DRIVE_ID, driveId));
  }

  /** The token is wrong, expired or of another session; which of them stays unsaid. */
  public static AfterglowException tokenRefused(String driveId) {
    return new AfterglowException(
        "DRIVE_TOKEN_REFUSED",
        Fault.UNAUTHENTICATED,
        "the drive token is wrong or has expired",
        Map.of(DRIVE_ID, driveId));
  }

  /** Another stream drives the session. */
  public static AfterglowException alreadyOpen(String driveId) {
    return new AfterglowException(
        "DRIVE_ALREADY_OPEN",
        Fault.FAILED_PRECONDITION,
        "another stream drives this session",
        Map.of(DRIVE_ID, driveId));
  }

  /** The session has ended. */
  public static AfterglowException closed(String driveId) {
    return new AfterglowException(
        "DRIVE_CLOSED",
        Fault.FAILED_PRECONDITION,
        "the session has ended",
        Map.of(DRIVE_ID, driveId));
  }

  /** The first message was not {@code open}, or {@code open} came twice. */
  public static AfterglowException outOfOrder(String message) {
    return new AfterglowException("OUT_OF_ORDER_MESSAGE", Fault.FAILED_PRECONDITION, message);
  }

  /** Presence bits and values do not match, or a value cannot be. */
  public static AfterglowException malformed(long sequence, String message) {
    return new AfterglowException(
        "MALFORMED_SAMPLE",
        Fault.INVALID,
        message,
        Map.of(SEQUENCE, Long.toUnsignedString(sequence)));
  }

  /** The device clock ran backwards within a stream. */
  public static AfterglowException ranBackwards(long sequence, long backUs) {
    return new AfterglowException(
        "CLOCK_RAN_BACKWARDS",
        Fault.INVALID,
        "the device clock ran backwards",
        Map.of(SEQUENCE, Long.toUnsignedString(sequence), "back_us", Long.toString(backUs)));
  }

  /** The service holds as many sessions as it may. */
  public static AfterglowException tooMany(int limit) {
    return new AfterglowException(
        "TOO_MANY_DRIVES",
        Fault.EXHAUSTED,
        "the service holds as many sessions as it may",
        Map.of("limit", Integer.toString(limit)));
  }

  /** A drive has as many sources as it may. */
  static AfterglowException tooManySources(int limit) {
    return new AfterglowException(
        "TOO_MANY_SOURCES",
        Fault.EXHAUSTED,
        "the drive has as many sources as it may",
        Map.of("limit", Integer.toString(limit)));
  }

  /** A drive feeds as many readers as it may. */
  public static AfterglowException tooManyReaders(int limit) {
    return new AfterglowException(
        "TOO_MANY_READERS",
        Fault.EXHAUSTED,
        "the drive feeds as many readers as it may",
        Map.of("limit", Integer.toString(limit)));
  }
}
