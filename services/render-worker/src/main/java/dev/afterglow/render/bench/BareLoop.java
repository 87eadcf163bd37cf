package dev.afterglow.render.bench;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.clock.DriveTimeline;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.frame.DrawLoop;
import dev.afterglow.render.frame.EncodeLoop;
import dev.afterglow.render.frame.Figures;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.lease.LeaseHolder;
import dev.afterglow.render.lease.MotionOrigin;
import dev.afterglow.render.lease.MotionRight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Draws and encodes one avatar as fast as the machine can: no network, no clock to keep, nothing
 * written, no other service on the same cores. What a broadcast reaches can be no more than this.
 */
public final class BareLoop {
  private static final long RATE = StreamFormat.SAMPLE_RATE_HZ;
  private static final int MOTION_HZ = 60;
  private static final long AHEAD_SAMPLES = RATE;

  private final StreamFormat format;
  private final DriveTimeline timeline = new DriveTimeline(0, 60_000);
  private final Figures figures = new Figures();
  private long fed;

  private BareLoop(StreamFormat format) {
    this.format = format;
  }

  /**
   * Prints one line of JSON: {@code fps}, {@code frames} and the mean milliseconds a frame of each
   * stage.
   *
   * @param arguments the avatar's file, width, height, frames a second and seconds of pictures
   */
  public static void main(String[] arguments)
      throws IOException, FigureException, InterruptedException {
    byte[] avatar = Files.readAllBytes(Path.of(arguments[0]));
    StreamFormat format =
        new StreamFormat(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            StreamFormat.USUAL.videoBitrateBps(),
            StreamFormat.USUAL.audioBitrateBps());
    System.out.println(new BareLoop(format).run(avatar, Integer.parseInt(arguments[4])));
  }

  private String run(byte[] avatar, int seconds) throws FigureException, InterruptedException {
    timeline.begins(MotionOrigin.CAMERA);
    LeaseHolder lease = new LeaseHolder(System::nanoTime);
    lease.granted("bare", lease.beforeSending(), Duration.ofHours(1), MotionRight.MOCAP);
    AiLabel label = new AiLabel(format.width(), format.height());
    EncodeLoop encoder =
        new EncodeLoop(format, "libopenh264", label, figures, InstantSource.system());
    feed(AHEAD_SAMPLES);
    DrawLoop drawing =
        new DrawLoop(
            format,
            FigureReading.read(avatar),
            label,
            1,
            timeline,
            lease,
            () -> true,
            encoder,
            figures,
            false);
    drawing.start().join();
    long began = System.nanoTime();
    while (drawing.mediaSamples() < seconds * RATE && drawing.fault() == null) {
      feed(drawing.mediaSamples() + AHEAD_SAMPLES);
      Thread.sleep(5);
    }
    drawing.close();
    encoder.close();
    double took = (System.nanoTime() - began) / 1e9;
    if (drawing.fault() != null || encoder.fault() != null || figures.slateFrames() > 0) {
      throw new IllegalStateException("the bare loop showed the slate or stopped by itself");
    }
    return json(took);
  }

  private String json(double seconds) {
    StringBuilder out = new StringBuilder("{");
    out.append(String.format(Locale.ROOT, "\"fps\":%.2f", figures.frames() / seconds));
    out.append(",\"frames\":").append(figures.frames());
    for (Figures.Stage stage : Figures.Stage.values()) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      out.append(String.format(Locale.ROOT, ",\"%s_ms\":%.2f", name, figures.stageMs(stage)));
    }
    return out.append('}').toString();
  }

  /** A face that never rests: every shape moves, each at a pace of its own. */
  private void feed(long until) {
    for (; fed * RATE / MOTION_HZ < until; fed++) {
      long at = fed * RATE / MOTION_HZ;
      long timeUs = fed * 1_000_000 / MOTION_HZ;
      ShapeWeights.Builder shapes = ShapeWeights.builder();
      for (ArkitShape shape : ArkitShape.values()) {
        double pace = 1 + shape.ordinal() % 7;
        shapes.set(shape, (float) (0.15 - 0.15 * Math.cos(timeUs / 1e6 * pace)));
      }
      timeline.motion(new MotionFrame(timeUs, shapes.build(), Optional.empty(), Map.of()), at);
      short[] samples = new short[(int) (RATE / MOTION_HZ)];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (6_000 * Math.sin((at + i) * 2 * Math.PI * 220 / RATE));
      }
      timeline.voice(new VoicePacket(timeUs, (int) RATE, samples), at);
    }
  }
}
