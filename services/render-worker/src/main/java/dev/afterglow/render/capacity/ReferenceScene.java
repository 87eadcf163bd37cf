package dev.afterglow.render.capacity;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.convert.Conversion;
import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.stage.Studio;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A painted, lit ball with as many vertices as a presenter has, drawn, converted and encoded: what
 * a picture costs here. It takes about two seconds on processors alone, and no more than {@value
 * #PATIENCE_S} s for the pictures that count, however busy the machine is.
 */
public final class ReferenceScene {
  private static final StreamFormat FORMAT = StreamFormat.USUAL;
  private static final int RINGS = 140;
  private static final int AROUND = 200;
  private static final int TEXELS = 256;
  private static final int WARM_UP = 6;
  private static final int PICTURES = 20;
  private static final int PATIENCE_S = 2;
  private static final long PATIENCE_NS = PATIENCE_S * 1_000_000_000L;

  private ReferenceScene() {}

  /**
   * Measures on this thread.
   *
   * @param context current on it
   * @param encoder FFmpeg's name
   */
  public static PictureCost measure(HeadlessContext context, String encoder) {
    boolean software = context.software();
    int width = FORMAT.width();
    int height = FORMAT.height();
    try (Studio studio =
            new Studio(
                RiggedFigure.of(Ball.of(RINGS, AROUND, paint())), width, height, 1, software);
        Conversion conversion = Conversion.of(width, height, software, new AiLabel(width, height));
        VideoEncoder video = new VideoEncoder(FORMAT, encoder)) {
      studio.pose(new MotionFrame(0, ShapeWeights.builder().build(), Optional.empty(), Map.of()));
      PlanarPicture picture = new PlanarPicture(width, height);
      int ahead = software ? 0 : 1;
      draw(studio, conversion, picture, WARM_UP, ahead);
      int warm = encode(video, picture, 0, WARM_UP);
      long processorBegan = processorNanos();
      long drawBegan = System.nanoTime();
      int drawn = draw(studio, conversion, picture, PICTURES, ahead);
      long processorDrawn = processorNanos();
      long encodeBegan = System.nanoTime();
      int encoded = encode(video, picture, warm, PICTURES);
      long ended = System.nanoTime();
      return new PictureCost(
          (encodeBegan - drawBegan) / 1e6 / drawn,
          (ended - encodeBegan) / 1e6 / encoded,
          (processorDrawn - processorBegan) / 1e6 / drawn
              + (processorNanos() - processorDrawn) / 1e6 / encoded);
    }
  }

  /** Gives how many pictures were drawn. */
  private static int draw(
      Studio studio, Conversion conversion, PlanarPicture picture, int count, int ahead) {
    long began = System.nanoTime();
    int done = 0;
    while (done < count && (done == 0 || System.nanoTime() - began < PATIENCE_NS)) {
      done++;
      studio.drawFigure();
      conversion.start(studio.canvas());
      if (conversion.underWay() > ahead) {
        conversion.finish(picture);
      }
    }
    while (conversion.underWay() > 0) {
      conversion.finish(picture);
    }
    return done;
  }

  /** Gives how many pictures were encoded. */
  private static int encode(VideoEncoder video, PlanarPicture picture, int from, int count) {
    long ticks = Track.VIDEO.ticksPerSecond() / FORMAT.framesPerSecond();
    long began = System.nanoTime();
    int done = 0;
    while (done < count && (done == 0 || System.nanoTime() - began < PATIENCE_NS)) {
      stir(picture, from + done);
      video.encode(picture, (from + done) * ticks, false, packet -> {});
      done++;
    }
    return done;
  }

  /** Moves something, as an encoder skips what rests. */
  private static void stir(PlanarPicture picture, int step) {
    ByteBuffer planes = picture.planes();
    int lines = picture.height() / 2;
    for (int y = 0; y < lines; y++) {
      int at = (picture.height() / 4 + y) * picture.stride() + picture.width() / 4;
      for (int x = 0; x < picture.width() / 2; x++) {
        planes.put(at + x, (byte) (60 + (x + y + 3 * step) % 120));
      }
    }
  }

  private static long processorNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Picture paint() {
    ByteBuffer rgba = ByteBuffer.allocateDirect(TEXELS * TEXELS * 4);
    for (int i = 0; i < TEXELS * TEXELS; i++) {
      int stripe = (i / 8 + i / TEXELS / 8) % 2 * 40;
      rgba.put((byte) (150 + stripe)).put((byte) 140).put((byte) (90 + stripe)).put((byte) 255);
    }
    return new Picture(TEXELS, TEXELS, rgba.flip(), true, false);
  }
}
