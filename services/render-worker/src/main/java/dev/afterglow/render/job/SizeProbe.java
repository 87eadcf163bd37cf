package dev.afterglow.render.job;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.convert.Conversion;
import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.preflight.Judgement;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.stage.Studio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Measures what a figure costs at the usual sizes, beside the render that goes on: so the values
 * are those of a busy machine, and rather too high than too low.
 */
final class SizeProbe {
  private static final int[][] SIZES = {{360, 640}, {540, 960}, {720, 1280}, {1080, 1920}};
  private static final int PICTURES = 9;
  private static final int WARM = 2;

  private final Figure figure;
  private final float closeness;
  private final boolean upright;
  private final boolean square;

  SizeProbe(Figure figure, float closeness, int width, int height) {
    this.figure = figure;
    this.closeness = closeness;
    this.upright = height > width;
    this.square = height == width;
  }

  /**
   * Measures all sizes; takes some seconds.
   *
   * @param encodeNsAPixel what encoding takes in this render
   * @throws IllegalStateException where a size cannot be drawn here: fewer sizes would say that
   *     they are all
   */
  List<Judgement.Size> measure(double encodeNsAPixel) {
    List<Judgement.Size> out = new ArrayList<>();
    List<Throwable> faults = new CopyOnWriteArrayList<>();
    Thread thread =
        Thread.ofPlatform()
            .name("preflight")
            .daemon()
            .start(
                () -> {
                  if (HeadlessContext.open() instanceof Headless.Ready(HeadlessContext context)) {
                    try (context) {
                      for (int[] size : SIZES) {
                        out.add(size(size[0], size[1], context.software(), encodeNsAPixel));
                      }
                    } catch (RuntimeException | Error e) {
                      faults.add(e);
                    }
                  }
                });
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "only " + out.size() + " of " + SIZES.length + " sizes could be measured",
          faults.getFirst());
    }
    return out;
  }

  private Judgement.Size size(int shorter, int longer, boolean software, double encodeNsAPixel) {
    int width = upright || square ? shorter : longer;
    int height = square ? shorter : upright ? longer : shorter;
    double encodeMs = encodeNsAPixel * width * height / 1e6;
    double drawMs = drawing(width, height, software);
    // A device draws while the processor encodes; a processor does one after the other.
    return new Judgement.Size(
        width, height, software ? drawMs + encodeMs : Math.max(drawMs, encodeMs));
  }

  /** The median of some pictures, milliseconds. */
  private double drawing(int width, int height, boolean software) {
    PlanarPicture planes = new PlanarPicture(width, height);
    double[] took = new double[PICTURES];
    try (Studio studio = new Studio(figure, width, height, closeness, software);
        Conversion conversion =
            Conversion.of(width, height, software, new AiLabel(width, height))) {
      for (int i = -WARM; i < PICTURES; i++) {
        long began = System.nanoTime();
        studio.pose(new MotionFrame(i + WARM, ShapeWeights.NONE, Optional.empty(), Map.of()));
        studio.drawFigure();
        conversion.start(studio.canvas());
        conversion.finish(planes);
        if (i >= 0) {
          took[i] = (System.nanoTime() - began) / 1e6;
        }
      }
    }
    Arrays.sort(took);
    return took[PICTURES / 2];
  }
}
