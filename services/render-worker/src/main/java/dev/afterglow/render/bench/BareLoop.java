package dev.afterglow.render.bench;

import dev.afterglow.render.convert.Conversion;
import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureReading;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.rigged.RiggedFigure;
import dev.afterglow.render.stage.Studio;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * The floor: one avatar in one pose, drawn from vertices that are already blended, converted, read
 * back, encoded on a second thread, and nothing else: no drive, no sound, no lease, no label check,
 * no outlet. What the worker's loops take longer than this is theirs.
 */
public final class BareLoop {
  private static final int WARM_UP = 30;
  private static final int POOL = 4;

  private BareLoop() {}

  /**
   * Prints one line of JSON: {@code fps}, {@code draw_ms}, {@code convert_ms}, {@code encode_ms}.
   *
   * @param arguments the avatar's file, width, height, frames a second and seconds of pictures
   */
  public static void main(String[] arguments)
      throws IOException, FigureException, InterruptedException {
    StreamFormat format =
        new StreamFormat(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            StreamFormat.USUAL.videoBitrateBps(),
            StreamFormat.USUAL.audioBitrateBps());
    int pictures = Integer.parseInt(arguments[4]) * format.framesPerSecond();
    if (!(HeadlessContext.open() instanceof Headless.Ready(HeadlessContext context))) {
      throw new IllegalStateException("nothing can be drawn here");
    }
    try (context;
        Studio studio =
            new Studio(
                RiggedFigure.of(FigureReading.read(Files.readAllBytes(Path.of(arguments[0])))),
                format.width(),
                format.height(),
                1,
                context.software());
        Conversion conversion =
            Conversion.of(
                format.width(),
                format.height(),
                context.software(),
                new AiLabel(format.width(), format.height()))) {
      studio.pose(WorkerLoops.restless(0));
      System.out.println(run(format, studio, conversion, context.software(), pictures));
    }
  }

  private static String run(
      StreamFormat format, Studio studio, Conversion conversion, boolean software, int pictures)
      throws InterruptedException {
    BlockingQueue<PlanarPicture> free = new ArrayBlockingQueue<>(POOL);
    BlockingQueue<PlanarPicture> drawn = new ArrayBlockingQueue<>(POOL);
    for (int i = 0; i < POOL; i++) {
      free.add(new PlanarPicture(format.width(), format.height()));
    }
    Encoding encoding = new Encoding(format, drawn, free, WARM_UP + pictures);
    Thread thread = Thread.ofPlatform().name("encode").daemon().start(encoding);
    long drawNanos = 0;
    long convertNanos = 0;
    long began = 0;
    int behind = software ? 0 : 1;
    for (int i = 0; i < WARM_UP + pictures + behind; i++) {
      if (i == WARM_UP) {
        began = System.nanoTime();
        drawNanos = 0;
        convertNanos = 0;
      }
      long start = System.nanoTime();
      if (i < WARM_UP + pictures) {
        studio.drawFigure();
      }
      long mid = System.nanoTime();
      PlanarPicture picture = i < behind ? null : free.take();
      long converting = System.nanoTime();
      if (i < WARM_UP + pictures) {
        conversion.start(studio.canvas());
      }
      if (picture != null) {
        conversion.finish(picture);
      }
      drawNanos += mid - start;
      convertNanos += System.nanoTime() - converting;
      if (picture != null) {
        drawn.put(picture);
      }
    }
    thread.join();
    double seconds = (System.nanoTime() - began) / 1e9;
    return String.format(
        Locale.ROOT,
        "{\"fps\":%.2f,\"draw_ms\":%.2f,\"convert_ms\":%.2f,\"encode_ms\":%.2f}",
        pictures / seconds,
        drawNanos / 1e6 / pictures,
        convertNanos / 1e6 / pictures,
        encoding.nanos / 1e6 / (WARM_UP + pictures));
  }

  /** Encodes so many pictures and throws the stream away. */
  private static final class Encoding implements Runnable {
    private final StreamFormat format;
    private final BlockingQueue<PlanarPicture> drawn;
    private final BlockingQueue<PlanarPicture> free;
    private final int pictures;
    private long nanos;

    Encoding(
        StreamFormat format,
        BlockingQueue<PlanarPicture> drawn,
        BlockingQueue<PlanarPicture> free,
        int pictures) {
      this.format = format;
      this.drawn = drawn;
      this.free = free;
      this.pictures = pictures;
    }

    @Override
    public void run() {
      long ticks = Track.VIDEO.ticksPerSecond() / format.framesPerSecond();
      try (VideoEncoder encoder = new VideoEncoder(format, "libopenh264")) {
        for (int i = 0; i < pictures; i++) {
          PlanarPicture picture = drawn.take();
          long began = System.nanoTime();
          encoder.encode(picture, i * ticks, false, packet -> {});
          nanos += System.nanoTime() - began;
          free.put(picture);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
