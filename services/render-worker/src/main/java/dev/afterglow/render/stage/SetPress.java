package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_DEPTH_BUFFER_BIT;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_TEST;
import static org.lwjgl.opengles.GLES32.glClear;
import static org.lwjgl.opengles.GLES32.glClearDepthf;
import static org.lwjgl.opengles.GLES32.glDepthMask;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glEnable;

import dev.afterglow.render.egl.Headless;
import dev.afterglow.render.egl.HeadlessContext;
import dev.afterglow.render.preflight.Pixels;
import dev.afterglow.render.presence.Extents;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.scene.Places;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.scene.StagePicture;
import dev.afterglow.render.surface.PropDrawing;
import dev.afterglow.render.surface.SurfacePrograms;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Paints sets, and keeps the newest. The camera rests within a layout and so does a set, so that it
 * is drawn once, with four samples a pixel, and then stands as a picture behind the figure: it
 * costs what a picture costs, however many triangles it has. Whoever directs one has it painted
 * before its time; what is missing then all the same is painted at once. Any thread may use it.
 */
public final class SetPress {
  /** Four frames of 1080x1920. */
  private static final long MOST_BYTES = 32L << 20;

  private static final int SAMPLES = 4;

  private final Map<SetWish, StagePicture> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;
  private volatile @Nullable Stand stand;

  private record Stand(Extents figure, float closeness) {}

  /** Where the figure stands and how closely it is seen; said before its first picture. */
  void stands(Extents figure, float closeness) {
    stand = new Stand(figure, closeness);
  }

  /** What to paint; null before it is known where the figure stands. */
  @Nullable SetWish wish(StageModel model, Places places, Lights lights, int width, int height) {
    Stand here = stand;
    if (here == null) {
      return null;
    }
    float aspect = (float) places.figure().width() / places.figure().height();
    Framing framing = Framing.of(here.figure, aspect, here.closeness * places.closeness());
    SetWish.Floor floor = Framing.floor(here.figure);
    return new SetWish(model, framing, places.figure(), floor, lights, width, height);
  }

  /** The picture of a wish; needs a current context where it is not kept. */
  StagePicture print(SetWish wish) {
    StagePicture known = known(wish);
    return known == null ? keep(wish, paint(wish)) : known;
  }

  /**
   * Paints beside whatever draws, in a context of its own, and waits for it. Where there is none
   * the set is painted when it shows.
   */
  void printAhead(SetWish wish) {
    if (known(wish) != null) {
      return;
    }
    Thread painter =
        Thread.ofPlatform()
            .name("set")
            .daemon()
            .start(
                () -> {
                  if (HeadlessContext.open() instanceof Headless.Ready(HeadlessContext context)) {
                    try (context) {
                      keep(wish, paint(wish));
                    }
                  }
                });
    try {
      painter.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a wish is painted already. */
  synchronized @Nullable StagePicture known(SetWish wish) {
    return kept.get(wish);
  }

  private synchronized StagePicture keep(SetWish wish, StagePicture fresh) {
    StagePicture meanwhile = kept.putIfAbsent(wish, fresh);
    if (meanwhile != null) {
      return meanwhile;
    }
    bytes += fresh.rgba().capacity();
    var oldest = kept.values().iterator();
    while (bytes > MOST_BYTES && kept.size() > 1) {
      bytes -= oldest.next().rgba().capacity();
      oldest.remove();
    }
    return fresh;
  }

  private static StagePicture paint(SetWish wish) {
    int width = wish.width();
    int height = wish.height();
    try (SurfacePrograms programs = new SurfacePrograms();
        PropDrawing set = PropDrawing.of(wish.model(), programs, false);
        Backdrop wall = new Backdrop(width, height, Backdrop.Mood.STUDIO);
        Canvas sampled = new Canvas(width, height, SAMPLES);
        Canvas flat = new Canvas(width, height, false)) {
      wall.paint(sampled);
      glEnable(GL_DEPTH_TEST);
      glDepthMask(true);
      glClearDepthf(1);
      glClear(GL_DEPTH_BUFFER_BIT);
      set.draw(
          wish.framing().behind(wish.box(), width, height),
          wish.framing().eye(),
          wish.floor().matrix(),
          wish.lights());
      glDisable(GL_DEPTH_TEST);
      sampled.copyTo(flat);
      return picture(wish, flat.read());
    }
  }

  /** A device has the lowest row first. */
  private static StagePicture picture(SetWish wish, Pixels pixels) {
    int row = pixels.width() * 4;
    ByteBuffer out = ByteBuffer.allocateDirect(row * pixels.height());
    for (int y = pixels.height() - 1; y >= 0; y--) {
      out.put(pixels.rgba().duplicate().position(y * row).limit((y + 1) * row));
    }
    return new StagePicture("set:" + wish, pixels.width(), pixels.height(), out.flip());
  }
}
