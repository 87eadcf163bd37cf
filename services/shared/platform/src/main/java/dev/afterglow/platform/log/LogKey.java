package dev.afterglow.platform.log;

import java.util.Locale;

/**
 * The whole vocabulary of log fields. There is no key for a name, a face, a document number or the
 * text of a comment, and none may be added.
 */
public enum LogKey {
  /** How often something was tried, from 1. */
  ATTEMPT,
  /** A setting's name; never its value. */
  PROPERTY,
  /** An avatar's id. */
  AVATAR_ID,
  /** A broadcast's id. */
  BROADCAST_ID,
  /** A drive session's id. */
  SESSION_ID,
  /** A lease's id. */
  LEASE_ID,
  /** A licence's id. */
  LICENCE_ID,
  /** A person's pseudonymous id. */
  SUBJECT_ID,
  /** A room's id. */
  ROOM_ID,
  /** A render worker's id. */
  WORKER_ID,
  /** The caller's request id. */
  REQUEST_ID,
  /** A gRPC method's full name. */
  METHOD,
  /** A status code. */
  CODE,
  /** A refusal's reason. */
  REASON,
  /** The state a thing is in. */
  STATE,
  /** What a thing is: a codec, an output, a source. */
  KIND,
  /** A count. */
  COUNT,
  /** A size in bytes. */
  SIZE_BYTES,
  /** A span in milliseconds. */
  DURATION_MS,
  /** A delay behind the clock in milliseconds. */
  LAG_MS,
  /** A rate in bits a second. */
  BITRATE_BPS,
  /** A picture's size as WIDTHxHEIGHT. */
  PICTURE_SIZE,
  /** Frames a second. */
  FPS,
  /** A host and port, without credentials. */
  ENDPOINT,
  /** A file's name without the folders of a person's machine. */
  FILE,
  /** A Kafka topic. */
  TOPIC,
  /** A Kafka partition. */
  PARTITION,
  /** An offset or cursor. */
  OFFSET,
  /** A device or library that was found or is missing. */
  DEVICE,
  /** The class of an exception whose message must not be logged. */
  EXCEPTION;

  private final String key = name().toLowerCase(Locale.ROOT);

  /** The key as it stands in the line. Example: "lease_id". */
  public String key() {
    return key;
  }

  /** A field of a line: this key with a value. */
  public LogField is(Object value) {
    return new LogField(this, String.valueOf(value));
  }
}
