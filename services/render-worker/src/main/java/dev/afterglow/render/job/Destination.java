package dev.afterglow.render.job;

import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.Outlets;
import java.io.IOException;

/**
 * Where a render shall send.
 *
 * @param name for status and logs; no secret
 * @param url holds a key for network kinds; never logged
 */
public record Destination(String name, Kind kind, String url) {
  /** What it is. */
  public enum Kind {
    RTMP,
    HLS,
    SRT
  }

  Outlet open(Render render, AigcLabel aigc) throws IOException {
    return switch (kind) {
      case RTMP -> Outlets.rtmp(name, url, render.tracks(), aigc);
      case HLS -> Outlets.hls(name, render.hlsFolder(), render.tracks(), aigc);
      case SRT -> Outlets.srt(name, url, render.tracks());
    };
  }

  @Override
  public String toString() {
    return "Destination[" + name + ", " + kind + "]";
  }
}
