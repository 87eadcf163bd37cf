package dev.afterglow.render.bench;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.VoicePacket;
import dev.afterglow.render.card.CardPress;
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
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.StagePlan;
import dev.afterglow.render.stage.StageSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The worker's own two loops with one avatar, without network, recording or another service on the
 * same cores. Unpaced they run as fast as the machine can: what a broadcast reaches can be no more
 * than this. Paced they keep the clock, as a broadcast does.
 */
public final class WorkerLoops {
  private static final long RATE = StreamFormat.SAMPLE_RATE_HZ;
  private static final int MOTION_HZ = 60;
  private static final long AHEAD_SAMPLES = RATE;

  private final StreamFormat format;
  private final boolean paced;
  private final DriveTimeline timeline = new DriveTimeline(0, 60_000);
  private final Figures figures = new Figures();
  private long fed;

  private WorkerLoops(StreamFormat format, boolean paced) {
    this.format = format;
    this.paced = paced;
  }

  /**
   * Prints one line of JSON: {@code renderer}, {@code fps}, {@code frames}, {@code dropped}, the
   * mean milliseconds a frame of each stage ({@code draw_ms}), {@code alloc_bytes_frame} of the
   * drawing thread and {@code encode_alloc_bytes_frame} of the encoding one after the first
   * quarter, {@code packet_bytes_frame} of the latter that are the encoded stream itself, {@code
   * skew_p999_ms}, {@code steps_down} and {@code rss_mb}, the most that the process held.
   *
   * @param arguments the avatar's file, width, height, frames a second, seconds of pictures, {@code
   *     paced} where the clock is to be kept, else {@code unpaced}, and the look to wear; the last
   *     two may be left out
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
    boolean paced = arguments.length > 5 && arguments[5].equals("paced");
    String look = arguments.length > 6 ? arguments[6] : "";
    int seconds = Integer.parseInt(arguments[4]);
    System.out.println(measure(avatar, format, paced, look, seconds));
  }

  /** The line of one run. */
  static String measure(byte[] avatar, StreamFormat format, boolean paced, String look, int seconds)
      throws IOException, FigureException, InterruptedException {
    return new WorkerLoops(format, paced).run(avatar, look, seconds);
  }

  private String run(byte[] avatar, String look, int seconds)
      throws FigureException, InterruptedException, IOException {
    timeline.begins(MotionOrigin.CAMERA);
    LeaseHolder lease = new LeaseHolder(System::nanoTime);
    lease.granted("bench", lease.beforeSending(), Duration.ofHours(24), MotionRight.MOCAP);
    AiLabel label = new AiLabel(format.width(), format.height());
    EncodeLoop encoder =
        new EncodeLoop(format, "libopenh264", label, figures, InstantSource.system());
    PacketBytes stream = new PacketBytes();
    encoder.add(stream);
    feed(AHEAD_SAMPLES);
    StagePlan plan = StagePlan.of("", format.width(), format.height());
    Scene first = Scene.plain(plan.first()).wearing(look);
    DrawLoop drawing =
        new DrawLoop(
            format,
            RiggedFigure.of(FigureReading.read(avatar)),
            label,
            new StageSet(plan, new SceneTimeline(first, format.framesPerSecond()), new CardPress()),
            1,
            timeline,
            lease,
            () -> true,
            encoder,
            figures,
            paced);
    String renderer = drawing.start().join();
    Garbage garbage = new Garbage("draw");
    Garbage packets = new Garbage("encode");
    long began = System.nanoTime();
    while (drawing.mediaSamples() < seconds * RATE && drawing.fault() == null) {
      feed(drawing.mediaSamples() + AHEAD_SAMPLES);
      if (drawing.mediaSamples() > seconds * RATE / 4) {
        garbage.begin(figures.frames());
        packets.begin(figures.frames());
        stream.begin(figures.frames());
      }
      Thread.sleep(5);
    }
    double[] bytesAFrame = {
      garbage.bytesEach(figures.frames()),
      packets.bytesEach(figures.frames()),
      stream.bytesEach(figures.frames())
    };
    drawing.close();
    encoder.close();
    double took = (System.nanoTime() - began) / 1e9;
    if (drawing.fault() != null || encoder.fault() != null || figures.slateFrames() > 0) {
      throw new IllegalStateException("the loops showed the slate or stopped by themselves");
    }
    return json(renderer, took, bytesAFrame);
  }

  private String json(String renderer, double seconds, double[] bytesAFrame) throws IOException {
    StringBuilder out = new StringBuilder("{");
    out.append("\"renderer\":\"").append(renderer.replace('"', ' ')).append('"');
    out.append(String.format(Locale.ROOT, ",\"fps\":%.2f", figures.frames() / seconds));
    out.append(",\"frames\":").append(figures.frames());
    out.append(",\"dropped\":").append(figures.dropped());
    for (Figures.Stage stage : Figures.Stage.values()) {
      String name = stage.name().toLowerCase(Locale.ROOT);
      out.append(String.format(Locale.ROOT, ",\"%s_ms\":%.2f", name, figures.stageMs(stage)));
    }
    out.append(String.format(Locale.ROOT, ",\"alloc_bytes_frame\":%.0f", bytesAFrame[0]));
    out.append(String.format(Locale.ROOT, ",\"encode_alloc_bytes_frame\":%.0f", bytesAFrame[1]));
    out.append(String.format(Locale.ROOT, ",\"packet_bytes_frame\":%.0f", bytesAFrame[2]));
    out.append(String.format(Locale.ROOT, ",\"skew_p999_ms\":%.2f", figures.skewP999Ms()));
    out.append(",\"steps_down\":").append(figures.fineness().stepsDown());
    out.append(",\"rss_mb\":").append(Memory.mostHeldMiB());
    return out.append('}').toString();
  }

  /** Motion and sound up to a sample. */
  private void feed(long until) {
    for (; fed * RATE / MOTION_HZ < until; fed++) {
      long at = fed * RATE / MOTION_HZ;
      long timeUs = fed * 1_000_000 / MOTION_HZ;
      timeline.motion(restless(timeUs), at);
      short[] samples = new short[(int) (RATE / MOTION_HZ)];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (short) (6_000 * Math.sin((at + i) * 2 * Math.PI * 220 / RATE));
      }
      timeline.voice(new VoicePacket(timeUs, (int) RATE, samples), at);
    }
  }

  /** A face of which every shape moves, each at a pace of its own. */
  static MotionFrame restless(long timeUs) {
    ShapeWeights.Builder shapes = ShapeWeights.builder();
    for (ArkitShape shape : ArkitShape.values()) {
      double pace = 1 + shape.ordinal() % 7;
      shapes.set(shape, (float) (0.15 - 0.15 * Math.cos(timeUs / 1e6 * pace)));
    }
    return new MotionFrame(timeUs, shapes.build(), Optional.empty(), Map.of());
  }
}
