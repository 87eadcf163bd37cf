package dev.afterglow.render.output;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;

/**
 * A preview of 64x64 black pictures, ten a second and a fragment each: a key frame opens every
 * tenth fragment.
 */
public final class SmallPreview implements AutoCloseable {
  private static final StreamFormat SMALL = new StreamFormat(64, 64, 10, 100_000, 32_000);
  private static final int TICKS_A_PICTURE = 9_000;

  private final VideoEncoder video = new VideoEncoder(SMALL, "libopenh264");
  private final AudioEncoder audio = new AudioEncoder(SMALL);
  private final Preview preview =
      new Preview(
          new Tracks(video.parameters(), audio.parameters()),
          new AigcLabel("1", "test", "test"),
          1);
  private final PlanarPicture black = new PlanarPicture(SMALL.width(), SMALL.height());
  private long pictures;

  /** What is being filled. */
  public Preview preview() {
    return preview;
  }

  /** Draws and encodes so many pictures of nothing that was captured; each ends its fragment. */
  public void send(int count) {
    send(count, 0);
  }

  /** The same, captured at a time, UTC microseconds. */
  void send(int count, long capturedUs) {
    for (int i = 0; i < count; i++) {
      video.encode(
          black,
          pictures * TICKS_A_PICTURE,
          pictures % 10 == 0,
          packet -> preview.take(packet.capturedAt(capturedUs)));
      pictures++;
    }
  }

  @Override
  public void close() {
    preview.close();
    video.close();
    audio.close();
  }
}
