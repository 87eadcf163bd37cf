package dev.afterglow.render.output;

import dev.afterglow.render.ffmpeg.FfmpegException;
import dev.afterglow.render.whip.WhipException;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Why a connection did not come about or ended.
 *
 * @param kind what it says of the next try
 * @param words for people; never an address or key
 */
record PushFault(Kind kind, String words) {
  /** What a fault says of the next try. */
  enum Kind {
    /** The other side said no, or the address cannot be one: trying again changes nothing. */
    REFUSED,
    /** It may go better next time. */
    PASSING,
    /** Connected, and nothing moves. */
    WEDGED
  }

  private static final int NOT_PERMITTED = -1;
  private static final int INVALID = -22;
  private static final int CONNECTION_REFUSED = -111;
  private static final int TIMED_OUT = -110;
  private static final int RESET = -104;
  private static final int BROKEN_PIPE = -32;

  /**
   * Reads FFmpeg's error.
   *
   * @param connecting whether it came before the stream was accepted
   * @param outOfPatience whether this side ended the call
   */
  static PushFault of(FfmpegException e, boolean connecting, boolean outOfPatience) {
    if (outOfPatience) {
      return connecting
          ? new PushFault(Kind.PASSING, "no answer in time")
          : new PushFault(Kind.WEDGED, "wedged: the connection took nothing any more");
    }
    return connecting && saysNo(e.code())
        ? new PushFault(Kind.REFUSED, refusal(e))
        : new PushFault(Kind.PASSING, words(e));
  }

  /** Reads a WHIP session's error. */
  static PushFault of(WhipException e) {
    Kind kind =
        switch (e.kind()) {
          case REFUSED -> Kind.REFUSED;
          case PASSING -> Kind.PASSING;
          case WEDGED -> Kind.WEDGED;
        };
    return new PushFault(kind, String.valueOf(e.getMessage()));
  }

  /** Says of what nobody foresaw only what it was: its own words may hold an address. */
  static PushFault unforeseen(Throwable e) {
    return new PushFault(Kind.PASSING, "the push ended with " + e.getClass().getSimpleName());
  }

  private static boolean saysNo(int code) {
    return code == NOT_PERMITTED
        || code == INVALID
        || code == avutil.AVERROR_PROTOCOL_NOT_FOUND()
        || code == avutil.AVERROR_HTTP_BAD_REQUEST()
        || code == avutil.AVERROR_HTTP_UNAUTHORIZED()
        || code == avutil.AVERROR_HTTP_FORBIDDEN()
        || code == avutil.AVERROR_HTTP_NOT_FOUND()
        || code == avutil.AVERROR_HTTP_OTHER_4XX();
  }

  private static String refusal(FfmpegException e) {
    return e.code() == NOT_PERMITTED
        ? "the server refused the stream: address or key are wrong"
        : String.valueOf(e.getMessage());
  }

  private static String words(FfmpegException e) {
    return switch (e.code()) {
      case CONNECTION_REFUSED -> "connection refused: nothing listens there";
      case TIMED_OUT -> "no answer in time";
      case RESET, BROKEN_PIPE -> "the server closed the connection";
      default -> String.valueOf(e.getMessage());
    };
  }
}
