package dev.afterglow.platform.error;

import java.util.Locale;

/**
 * The kinds of refusal a service knows. A kind decides the gRPC status code, the HTTP status and
 * the log level; the reason beside it says what exactly happened.
 */
public enum Fault {
  /** A field of the request breaks its rule; no state could make it right. */
  INVALID(400, Blame.CALLER),
  /** A cursor, page token or offset lies outside what exists now. */
  OUT_OF_RANGE(400, Blame.CALLER),
  /** The caller did not say who it is, or said it wrongly. */
  UNAUTHENTICATED(401, Blame.CALLER),
  /** The caller is known and may not, or a decision said no. */
  DENIED(403, Blame.CALLER),
  /** The thing named does not exist. */
  NOT_FOUND(404, Blame.CALLER),
  /** The thing exists already, or a request id was used for another request. */
  ALREADY_EXISTS(409, Blame.CALLER),
  /** The state does not allow it now; retrying alone changes nothing. */
  FAILED_PRECONDITION(409, Blame.CALLER),
  /** Another change won; read again and retry. */
  ABORTED(409, Blame.CALLER),
  /** A bound was reached: slots, rate, size. */
  EXHAUSTED(429, Blame.CALLER),
  /** This service or one it needs cannot answer now; retry with back-off. */
  UNAVAILABLE(503, Blame.SURROUNDINGS),
  /** The answer did not come in time. */
  TIMED_OUT(504, Blame.SURROUNDINGS),
  /** Stored data cannot be read back. */
  DATA_LOSS(500, Blame.OURS),
  /** A defect. The caller learns nothing but that. */
  INTERNAL(500, Blame.OURS);

  private final int httpStatus;
  private final Blame blame;

  Fault(int httpStatus, Blame blame) {
    this.httpStatus = httpStatus;
    this.blame = blame;
  }

  /** The HTTP status, 400 to 504. */
  public int httpStatus() {
    return httpStatus;
  }

  /** Whose fault it is, which decides the log level. */
  Blame blame() {
    return blame;
  }

  /** The kind in words, for the title of a problem. Example: "failed precondition". */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whose fault a refusal is. */
  enum Blame {
    /** Logged at debug: nobody here has to act. */
    CALLER,
    /** Logged as a warning: another party is in trouble. */
    SURROUNDINGS,
    /** Logged as an error with its trace. */
    OURS
  }
}
