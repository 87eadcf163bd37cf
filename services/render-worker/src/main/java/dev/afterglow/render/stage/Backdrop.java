package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_CULL_FACE;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_TEST;
import static org.lwjgl.opengles.GLES32.GL_ONE;
import static org.lwjgl.opengles.GLES32.GL_ONE_MINUS_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.glBlendFuncSeparate;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glEnable;
import static org.lwjgl.opengles.GLES32.glUniform1f;
import static org.lwjgl.opengles.GLES32.glUniform3f;
import static org.lwjgl.opengles.GLES32.glUniform4f;

import dev.afterglow.render.card.CardPress;
import dev.afterglow.render.card.CardWish;
import dev.afterglow.render.card.Raster;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.StageLoop;
import dev.afterglow.render.scene.StagePicture;
import dev.afterglow.render.surface.Program;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the figure, painted when it changes and copied under every frame: a wall, a
 * colour or a picture, and the soft shadow that the figure throws on it.
 */
public final class Backdrop implements AutoCloseable {
  private static final float SHADOW = 0.42f;

  private final Canvas canvas;
  private final Program program = new Program("screen.vert", "backdrop.frag", "");
  private final Program shadow = new Program("screen.vert", "contact.frag", "");
  private Mood mood;
  private float[] colour = new float[0];
  private @Nullable Cover cover;
  private @Nullable FilmLayer film;
  private boolean filmShows;
  private @Nullable Box figure;
  private @Nullable Box stand;

  /** Draws the wall for a picture of this size; nobody stands before it. */
  public Backdrop(int width, int height, Mood mood) {
    this.mood = mood;
    canvas = new Canvas(width, height, false);
    paint(canvas);
  }

  /**
   * Another background, and what stands before it.
   *
   * @param standPlace of a product's model; null where none shows
   */
  void show(Background background, Box figurePlace, @Nullable Box standPlace, CardPress press) {
    figure = figurePlace;
    stand = standPlace;
    colour = new float[0];
    filmShows = false;
    Cover before = cover;
    cover = null;
    switch (background) {
      case Background.Wall(Background.Walls wall) -> mood = Mood.of(wall);
      case Background.Colour(int rgb) -> colour = linear(rgb);
      case Background.Cover(StagePicture picture) ->
          cover = new Cover(press.print(cover(picture, canvas.width(), canvas.height())));
      case Background.Loop(StageLoop loop) ->
          cover = new Cover(press.print(cover(loop.poster(), canvas.width(), canvas.height())));
      case Background.Set _ -> throw new IllegalArgumentException("a set is painted first");
    }
    if (before != null) {
      before.close();
    }
    paint(canvas);
  }

  /** The next picture of the film that shows, as its player gives it. */
  void film(ByteBuffer rgba, int width, int height) {
    FilmLayer layer = film == null ? film = new FilmLayer() : film;
    layer.upload(rgba, width, height);
    filmShows = true;
    paint(canvas);
  }

  static CardWish cover(StagePicture picture, int width, int height) {
    return new CardWish.OfCover(picture, width, height);
  }

  /** Draws it anew; where the target has several samples a pixel, it cannot be copied. */
  void paint(Canvas target) {
    target.bind();
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    Cover picture = cover;
    FilmLayer layer = film;
    if (filmShows && layer != null) {
      layer.draw(target);
    } else if (picture != null) {
      picture.draw(target);
    } else {
      wall(target);
    }
    Box place = figure;
    if (place != null) {
      contact(target, place);
    }
    Box beside = stand;
    if (beside != null) {
      contact(target, beside);
    }
  }

  private void wall(Canvas target) {
    boolean plain = colour.length > 0;
    program.use();
    set(program, "top", plain ? colour : mood.top);
    set(program, "bottom", plain ? colour : mood.bottom);
    set(program, "glow", plain ? new float[3] : mood.glow);
    glUniform1f(program.uniform("corners"), plain ? 0.16f : 0.45f);
    glUniform1f(program.uniform("aspect"), (float) target.width() / target.height());
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }

  private void contact(Canvas target, Box place) {
    float w = target.width();
    float h = target.height();
    shadow.use();
    glUniform4f(
        shadow.uniform("place"),
        (place.left() + place.width() / 2f) / w,
        1 - place.bottom() / h,
        0.52f * Math.max(place.width(), 0.6f * place.height()) / w,
        0.58f * place.height() / h);
    glUniform1f(shadow.uniform("strength"), SHADOW);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glDisable(GL_BLEND);
  }

  /** The wall itself. */
  Canvas canvas() {
    return canvas;
  }

  /** Covers the target with the wall; both have the same size. */
  public void copyTo(Canvas target) {
    canvas.copyTo(target);
  }

  public int texture() {
    return canvas.texture();
  }

  @Override
  public void close() {
    if (cover != null) {
      cover.close();
    }
    if (film != null) {
      film.close();
    }
    shadow.close();
    program.close();
    canvas.close();
  }

  private static void set(Program program, String name, float[] rgb) {
    glUniform3f(program.uniform(name), rgb[0], rgb[1], rgb[2]);
  }

  /** sRGB to what the shader squares the root of. */
  private static float[] linear(int rgb) {
    float[] out = new float[3];
    for (int i = 0; i < 3; i++) {
      float c = (rgb >> (16 - 8 * i) & 0xFF) / 255f;
      out[i] = c * c;
    }
    return out;
  }

  /** A picture of the frame's size. */
  private static final class Cover implements AutoCloseable {
    private final Overlay overlay;

    Cover(Raster raster) {
      overlay = new Overlay(raster.rgba().duplicate(), raster.width(), raster.height(), 0, 0);
    }

    void draw(Canvas target) {
      overlay.draw(target);
    }

    @Override
    public void close() {
      overlay.close();
    }
  }

  /** Linear colours of the wall. */
  public enum Mood {
    /** Warm grey-rose behind a live figure: near skin in hue, far below it in brightness. */
    STUDIO(
        new float[] {0.060f, 0.052f, 0.075f},
        new float[] {0.030f, 0.026f, 0.042f},
        new float[] {0.20f, 0.135f, 0.15f}),
    /** A bright room: for dark hair and dark clothes. */
    DAYLIGHT(
        new float[] {0.46f, 0.49f, 0.55f},
        new float[] {0.24f, 0.25f, 0.28f},
        new float[] {0.20f, 0.19f, 0.17f}),
    /** A city's evening: for bright clothes. */
    NIGHT(
        new float[] {0.010f, 0.018f, 0.055f},
        new float[] {0.012f, 0.010f, 0.030f},
        new float[] {0.04f, 0.10f, 0.24f}),
    /** Red and gold. */
    FESTIVE(
        new float[] {0.20f, 0.010f, 0.014f},
        new float[] {0.10f, 0.004f, 0.008f},
        new float[] {0.40f, 0.055f, 0.03f}),
    /** Cool and dark behind the slate, so that nobody takes it for the live picture. */
    SLATE(
        new float[] {0.02f, 0.03f, 0.06f},
        new float[] {0.01f, 0.015f, 0.03f},
        new float[] {0.05f, 0.07f, 0.13f});

    private final float[] top;
    private final float[] bottom;
    private final float[] glow;

    static Mood of(Background.Walls wall) {
      return switch (wall) {
        case STUDIO -> STUDIO;
        case DAYLIGHT -> DAYLIGHT;
        case NIGHT -> NIGHT;
        case FESTIVE -> FESTIVE;
      };
    }

    Mood(float[] top, float[] bottom, float[] glow) {
      this.top = top;
      this.bottom = bottom;
      this.glow = glow;
    }
  }
}
