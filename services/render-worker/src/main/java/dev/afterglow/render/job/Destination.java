package dev.afterglow.render.job;

import dev.afterglow.render.whip.WhipEndpoint;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a render shall send.
 *
 * @param name for status and logs; no secret
 * @param kind says what the address must begin with
 * @param url holds a key for network kinds; never logged
 * @param acknowledged whether another worker's push of this broadcast was taken there before, so
 *     that the address is known to be right
 * @throws IllegalArgumentException when the address is not one of its kind: FFmpeg would open any,
 *     files among them
 */
public record Destination(String name, Kind kind, String url, boolean acknowledged) {
  /** What it is. */
  public enum Kind {
    RTMP("rtmp://", "rtmps://"),
    HLS(""),
    SRT("srt://"),
    WHIP("https://", "http://");

    private final List<String> schemes;

    Kind(String... schemes) {
      this.schemes = List.of(schemes);
    }

    private boolean takes(String url) {
      return schemes.stream().anyMatch(url::startsWith);
    }
  }

  private static final Pattern ADDRESS = Pattern.compile("[!-~]{0,2048}");
  private static final Pattern LISTENS = Pattern.compile("[?&](mode=(?!caller)|listen)");

  public Destination {
    boolean fits = kind.takes(url) && ADDRESS.matcher(url).matches();
    if (!fits || LISTENS.matcher(url).find()) {
      throw new IllegalArgumentException("the address is not one of kind " + kind);
    }
    if (kind == Kind.WHIP) {
      WhipEndpoint.of(url);
    }
  }

  @Override
  public String toString() {
    return "Destination[" + name + ", " + kind + "]";
  }
}
