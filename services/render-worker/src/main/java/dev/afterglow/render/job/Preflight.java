package dev.afterglow.render.job;

import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.frame.DrawLoop;
import dev.afterglow.render.frame.Figures;
import dev.afterglow.render.preflight.Check;
import dev.afterglow.render.preflight.Judgement;
import dev.afterglow.render.preflight.Rehearsal;
import dev.afterglow.render.presence.Figure;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Judges a render: watches it for some seconds, and measures the machine. One at a time. */
final class Preflight {
  private final StreamFormat format;
  private final Figure figure;
  private final Figures figures;
  private final DrawLoop drawing;
  private final SizeProbe sizes;
  private final boolean software;
  private final Semaphore one = new Semaphore(1);

  Preflight(
      StreamFormat format,
      Figure figure,
      float closeness,
      Figures figures,
      DrawLoop drawing,
      boolean software) {
    this.format = format;
    this.figure = figure;
    this.figures = figures;
    this.drawing = drawing;
    this.software = software;
    this.sizes = new SizeProbe(figure, closeness, format.width(), format.height());
  }

  /** Watches for so long, then measures; takes some seconds more. */
  Judgement run(int seconds) {
    one.acquireUninterruptibly();
    Rehearsal rehearsal = new Rehearsal();
    try {
      figure.findFace();
      long frames = figures.frames();
      long dropped = figures.dropped();
      drawing.rehearse(rehearsal);
      Thread.sleep(seconds * 1000L);
      drawing.rehearsed();
      long made = figures.frames() - frames;
      long left = figures.dropped() - dropped;
      double percent = made + left == 0 ? 0 : 100.0 * left / (made + left);
      Rehearsal.Machine machine =
          new Rehearsal.Machine(skew(figures.skewMs()), percent, headroom());
      double pixels = (double) format.width() * format.height();
      return rehearsal.judge(
          machine, sizes.measure(figures.stageMs(Figures.Stage.ENCODE) * 1e6 / pixels));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return rehearsal.judge(
          new Rehearsal.Machine(skew(figures.skewMs()), 0, headroom()), List.of());
    } finally {
      drawing.rehearsed();
      one.release();
    }
  }

  /** Sound that is late is as wrong as sound that is early: the worse end counts. */
  static double skew(Figures.Spread skew) {
    return Check.SKEW.worse(skew.p1(), skew.p99());
  }

  /** Of a picture's time, what neither loop uses. */
  private double headroom() {
    double draw =
        figures.stageMs(Figures.Stage.BLEND)
            + figures.stageMs(Figures.Stage.DRAW)
            + figures.stageMs(Figures.Stage.CONVERT);
    double encode = figures.stageMs(Figures.Stage.ENCODE) + figures.stageMs(Figures.Stage.MUX);
    double busy = software ? draw + encode : Math.max(draw, encode);
    return 1 - busy * format.framesPerSecond() / 1000;
  }
}
