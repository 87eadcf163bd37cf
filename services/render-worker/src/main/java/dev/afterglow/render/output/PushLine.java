package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.whip.WhipException;
import java.util.function.BooleanSupplier;

/** A connection that a push sends over. Used by one thread. */
interface PushLine extends AutoCloseable {
  /**
   * Sends a packet.
   *
   * @throws dev.afterglow.render.ffmpeg.FfmpegException when a connection of FFmpeg's broke
   */
  void write(Packet packet) throws WhipException;

  /** Sends what is left, and the end. */
  void finish();

  @Override
  void close();

  /** Makes connections to one address. */
  interface Dial {
    /** Whether packets of that track go there. */
    boolean carries(Track track);

    /**
     * Connects.
     *
     * @param giveUp asked while it, or the line, blocks; true ends that with an error
     * @throws dev.afterglow.render.ffmpeg.FfmpegException when FFmpeg does not connect
     */
    PushLine open(BooleanSupplier giveUp) throws WhipException;
  }
}
