package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.ffmpeg.FfmpegException;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Where and in what container a push goes.
 *
 * @param format FFmpeg's name of the container
 * @param url with its key; never logged
 * @param options the container's own options
 * @param connection options of the connection
 * @param metadata key-value metadata
 * @param acknowledged whether another worker's push of this broadcast was taken there before
 */
record PushTarget(
    String format,
    String url,
    Map<String, String> options,
    Map<String, String> connection,
    Map<String, String> metadata,
    boolean acknowledged) {

  /** How addresses begin whose server has to show a certificate. */
  static final String SECURE = "rtmps://";

  private static final int INPUT_OUTPUT = -5;

  PushTarget {
    options = Map.copyOf(options);
    connection = Map.copyOf(connection);
    metadata = Map.copyOf(metadata);
  }

  /** Connects there. */
  PushLine.Dial dial(Tracks tracks, StreamTime time) {
    Muxer.Settings settings = new Muxer.Settings(options, connection, metadata);
    return new PushLine.Dial() {
      @Override
      public boolean carries(Track track) {
        return tracks.carry(track);
      }

      @Override
      public PushLine open(BooleanSupplier giveUp) {
        try {
          return new Muxer(format, url, tracks, settings, time, giveUp);
        } catch (FfmpegException e) {
          throw explained(e);
        }
      }
    };
  }

  /** FFmpeg says of every fault of TLS that reading or writing failed. */
  private FfmpegException explained(FfmpegException e) {
    return url.startsWith(SECURE) && e.code() == INPUT_OUTPUT
        ? new FfmpegException(
            "no secure connection: the server speaks no TLS, or its certificate is not trusted or"
                + " not of that name",
            e.code())
        : e;
  }

  @Override
  public String toString() {
    return "PushTarget[" + format + "]";
  }
}
