package dev.afterglow.studio.broadcast;

/**
 * Where a stream goes.
 *
 * @param name for status and logs, 1 to 64 characters; no secret
 * @param kind what it is
 * @param url the address with its key, 0 to 2,048 characters, empty for HLS; secret
 */
public record Destination(String name, Kind kind, String url) {

  /** Checks the bounds. */
  public Destination {
    Require.length("destinations.name", name, 1, 64);
    Require.length("destinations.url", url, kind == Kind.HLS ? 0 : 1, 2048);
  }

  /** The kinds of destination. */
  public enum Kind {
    /** RTMP or RTMPS push. */
    RTMP,
    /** HLS, served by the worker. */
    HLS,
    /** SRT push. */
    SRT,
    /** WHIP push. */
    WHIP
  }

  /** Without the URL, which holds a key. */
  @Override
  public String toString() {
    return "Destination[" + name + ", " + kind + ", url redacted]";
  }
}
