package dev.afterglow.capture.browser;

import dev.afterglow.platform.error.AfterglowException;

/**
 * What a closed connection says. The reason beside the code is the refusal's reason in the
 * contract, such as {@code DRIVE_TOKEN_REFUSED}, or this constant's name where the contract has
 * none. A page need not know more than whether to try again.
 */
public enum CloseCode {
  /** The page had said all it had to say. */
  DONE(1000, false),
  /** A message beyond 32 KiB; beyond 64 KiB the connection is cut without a word. */
  TOO_LARGE(1009, false),
  /** A message is not one of the contract's, or breaks a rule of it. */
  MALFORMED(4400, false),
  /** The drive token is wrong or has expired. */
  TOKEN_REFUSED(4401, false),
  /** This service takes no drives from pages, which sign nothing. */
  PAGES_REFUSED(4402, false),
  /** The page was served by a site that this service does not know. */
  ORIGIN_REFUSED(4403, false),
  /** There is no such drive. */
  NO_SUCH_DRIVE(4404, false),
  /** The page did not open its drive in time. */
  NOT_OPENED(4408, true),
  /** Another device or page drives this session. */
  ALREADY_OPEN(4409, true),
  /** The session has ended. */
  DRIVE_CLOSED(4410, false),
  /** The first message did not open the drive, or another one did so again. */
  OUT_OF_ORDER(4428, false),
  /** More messages or bytes than a camera and a microphone make, or too many connections. */
  TOO_MUCH(4429, true),
  /** A defect of this service. */
  FAILED(4500, true),
  /** This service, or the store behind it, cannot answer now. */
  UNAVAILABLE(4503, true);

  private final int code;
  private final boolean again;

  CloseCode(int code, boolean again) {
    this.code = code;
    this.again = again;
  }

  /** The code on the wire: 1000, 1009, or 4400 to 4503. */
  public int code() {
    return code;
  }

  /** Whether the same page may succeed a little later. */
  public boolean again() {
    return again;
  }

  /** What a refusal becomes. */
  static CloseCode of(AfterglowException refusal) {
    return switch (refusal.reason()) {
      case "DRIVE_ALREADY_OPEN" -> ALREADY_OPEN;
      case "DRIVE_CLOSED" -> DRIVE_CLOSED;
      case "OUT_OF_ORDER_MESSAGE" -> OUT_OF_ORDER;
      default ->
          switch (refusal.kind()) {
            case INVALID, OUT_OF_RANGE, ALREADY_EXISTS, FAILED_PRECONDITION -> MALFORMED;
            case UNAUTHENTICATED, DENIED -> TOKEN_REFUSED;
            case NOT_FOUND -> NO_SUCH_DRIVE;
            case EXHAUSTED -> TOO_MUCH;
            case UNAVAILABLE, TIMED_OUT, ABORTED -> UNAVAILABLE;
            case DATA_LOSS, INTERNAL -> FAILED;
          };
    };
  }
}
