package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_BUFFER_BIT;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_TEST;
import static org.lwjgl.opengles.GLES32.GL_ONE;
import static org.lwjgl.opengles.GLES32.GL_ONE_MINUS_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_SCISSOR_TEST;
import static org.lwjgl.opengles.GLES32.GL_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.glBlendFuncSeparate;
import static org.lwjgl.opengles.GLES32.glClear;
import static org.lwjgl.opengles.GLES32.glClearDepthf;
import static org.lwjgl.opengles.GLES32.glDepthMask;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glEnable;
import static org.lwjgl.opengles.GLES32.glScissor;
import static org.lwjgl.opengles.GLES32.glUniform1f;
import static org.lwjgl.opengles.GLES32.glUniform4f;

import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.surface.Program;
import dev.afterglow.render.surface.PropDrawing;
import dev.afterglow.render.surface.SurfacePrograms;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The model of the product that shows, on a plinth that reaches down to the picture's lower edge,
 * before the figure and under the cards. It turns by media time. Nothing is drawn and nothing is on
 * the device before a product has a model.
 */
final class StandLayer implements AutoCloseable {
  /** Models that stay on the device; the one that was shown longest ago goes. */
  private static final int KEPT = 4;

  private static final float SHADOW = 0.5f;

  private final SurfacePrograms programs = new SurfacePrograms();
  private final boolean software;
  private final Map<StageModel, PropDrawing> models = new LinkedHashMap<>(8, 0.75f, true);
  private @Nullable PropDrawing plinth;
  private @Nullable Program shadow;
  private @Nullable StageModel shown;
  private @Nullable StageModel inHand;
  private @Nullable Turntable turntable;
  private Lights lights = Lights.USUAL;
  private Box box = new Box(0, 0, 1, 1);
  private int width = 1;
  private int height = 1;
  private long nowUs;

  /**
   * @param software whether the processor draws
   */
  StandLayer(boolean software) {
    this.software = software;
  }

  /** Uploads a model, if it is not on the device yet. */
  void fetch(StageModel model) {
    if (models.containsKey(model)) {
      return;
    }
    if (plinth == null) {
      plinth = PropDrawing.plinth(programs, software);
      shadow = new Program("screen.vert", "contact.frag", "");
    }
    models.put(model, PropDrawing.of(model, programs, software));
    Iterator<Map.Entry<StageModel, PropDrawing>> oldest = models.entrySet().iterator();
    while (models.size() > KEPT) {
      Map.Entry<StageModel, PropDrawing> entry = oldest.next();
      if (!entry.getKey().equals(shown) && !entry.getKey().equals(inHand)) {
        entry.getValue().close();
        oldest.remove();
      }
    }
  }

  /** Keeps a model on the device until another one is held, or none. */
  void held(@Nullable StageModel model) {
    inHand = model;
    if (model != null) {
      fetch(model);
    }
  }

  /** What is held, on the device. */
  @Nullable PropDrawing inHand() {
    return inHand == null ? null : models.get(inHand);
  }

  /** The time of the next picture. */
  void at(long mediaTimeUs) {
    nowUs = mediaTimeUs;
  }

  /**
   * Shows a product's model from now on, or none.
   *
   * @param place where it stands in a picture of this size
   */
  void show(Optional<Product> product, Box place, int width, int height, Lights lights) {
    StageModel model = product.flatMap(Product::model).orElse(null);
    this.lights = lights;
    this.box = place;
    this.width = width;
    this.height = height;
    shown = model;
    if (model == null) {
      turntable = null;
      return;
    }
    fetch(model);
    turntable = Turntable.of(model, place, width, height);
  }

  /** Whether a model shows. */
  boolean shows() {
    return shown != null;
  }

  /** Draws over what the canvas shows, whose size may differ from the picture's. */
  void draw(Canvas canvas) {
    StageModel model = shown;
    Turntable table = turntable;
    PropDrawing ground = plinth;
    PropDrawing prop = model == null ? null : models.get(model);
    if (table == null || ground == null || prop == null) {
      return;
    }
    canvas.bind();
    float scale = (float) canvas.width() / width;
    int left = Math.round(box.left() * scale);
    int top = Math.round((height - box.top()) * ((float) canvas.height() / height));
    glEnable(GL_SCISSOR_TEST);
    glScissor(left, 0, Math.round(box.right() * scale) - left, top);
    depth(true);
    ground.draw(table.viewProjection(), table.eye(), table.plinth(), lights);
    depth(false);
    shade(table);
    depth(true);
    prop.draw(table.viewProjection(), table.eye(), table.product(nowUs), lights);
    depth(false);
    glDisable(GL_SCISSOR_TEST);
  }

  private static void depth(boolean on) {
    if (on) {
      glEnable(GL_DEPTH_TEST);
      glDepthMask(true);
      glClearDepthf(1);
      glClear(GL_DEPTH_BUFFER_BIT);
    } else {
      glDisable(GL_DEPTH_TEST);
    }
  }

  private void shade(Turntable table) {
    Program program = shadow;
    if (program == null) {
      return;
    }
    float[] pool = table.pool();
    program.use();
    glUniform4f(program.uniform("place"), pool[0], pool[1], pool[2], pool[3]);
    glUniform1f(program.uniform("strength"), SHADOW);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glDisable(GL_BLEND);
  }

  @Override
  public void close() {
    models.values().forEach(PropDrawing::close);
    if (plinth != null) {
      plinth.close();
    }
    if (shadow != null) {
      shadow.close();
    }
    programs.close();
  }
}
