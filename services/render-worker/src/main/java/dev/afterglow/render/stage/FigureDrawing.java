package dev.afterglow.render.stage;

import static org.lwjgl.opengles.GLES32.GL_BACK;
import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_CULL_FACE;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_BUFFER_BIT;
import static org.lwjgl.opengles.GLES32.GL_DEPTH_TEST;
import static org.lwjgl.opengles.GLES32.GL_FLOAT;
import static org.lwjgl.opengles.GLES32.GL_ONE;
import static org.lwjgl.opengles.GLES32.GL_ONE_MINUS_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_SCISSOR_TEST;
import static org.lwjgl.opengles.GLES32.GL_SRC_ALPHA;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.GL_TRIANGLES;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glBindVertexArray;
import static org.lwjgl.opengles.GLES32.glBlendFuncSeparate;
import static org.lwjgl.opengles.GLES32.glClear;
import static org.lwjgl.opengles.GLES32.glClearDepthf;
import static org.lwjgl.opengles.GLES32.glCullFace;
import static org.lwjgl.opengles.GLES32.glDeleteTextures;
import static org.lwjgl.opengles.GLES32.glDepthMask;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glDrawArrays;
import static org.lwjgl.opengles.GLES32.glEnable;
import static org.lwjgl.opengles.GLES32.glScissor;
import static org.lwjgl.opengles.GLES32.glTexSubImage2D;
import static org.lwjgl.opengles.GLES32.glUniform1i;
import static org.lwjgl.opengles.GLES32.glUniform2f;
import static org.lwjgl.opengles.GLES32.glUniformMatrix4fv;

import dev.afterglow.render.figure.Figure;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Skin;
import dev.afterglow.render.rig.MaterialPose;
import dev.afterglow.render.rig.MorphBlend;
import dev.afterglow.render.rig.SkinPalette;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.Lights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lwjgl.system.MemoryUtil;

/**
 * A figure on the device: uploads what changed, then draws opaque, cut-out and see-through parts.
 */
public final class FigureDrawing implements AutoCloseable {
  private static final int PALETTE_UNIT = MaterialUniforms.PALETTE_UNIT;

  /** From here on a head-and-shoulders picture has a vertex every few pixels. */
  private static final int DENSE_VERTICES = 8_000;

  private final Figure figure;
  private final MaterialPose colors;
  private final MaterialUniforms uniforms;
  private boolean outlines = true;
  private int worn;
  private final boolean lightVertices;
  private final @Nullable Program veil;
  private Framing framing;
  private float[] viewProjection = new float[16];
  private float[] eye = new float[3];
  private @Nullable Box place;
  private @Nullable Box onCanvas;
  private int canvasWidth;
  private int wholeWidth;
  private int wholeHeight;
  private Lights lights = Lights.USUAL;
  private @Nullable Beside beside;
  private final SurfacePrograms programs = new SurfacePrograms();
  private final List<Drawn> drawn = new ArrayList<>();
  private final int[] pictures;
  private final int[] palettes;
  private final FloatBuffer[] paletteRows;
  private final SkinPalette palette = new SkinPalette();
  private final float[] model = new float[16];

  /**
   * Something that is drawn into the figure's own depth, after all of it that is not see-through.
   */
  interface Beside {
    /**
     * Draws it where a depth buffer is bound and its test is on.
     *
     * @param viewProjection world to clip space
     * @param eye 3 values: where the camera is
     */
    void draw(float[] viewProjection, float[] eye);
  }

  /** A run of triangles that one program draws. */
  private record Drawn(
      FigureMesh mesh,
      int meshIndex,
      boolean[] looks,
      Material material,
      int materialIndex,
      boolean outline,
      PartBuffers buffers,
      MorphBlend blend,
      boolean skinned,
      Program program,
      int first,
      int count) {}

  /**
   * Uploads the figure. Needs a current context, as every method here does.
   *
   * @param colors what the figure's materials look like at the moment
   * @param software whether the processor draws: then a dense figure is lit at its vertices
   */
  public FigureDrawing(
      Figure figure, MaterialPose colors, Framing framing, float aspect, boolean software) {
    this.figure = figure;
    this.colors = colors;
    this.lightVertices = software && figure.vertexCount() >= DENSE_VERTICES;
    this.framing = framing;
    this.viewProjection = framing.viewProjection(aspect);
    this.eye = framing.eye();
    this.veil = framing.fades() ? new Program("screen.vert", "veil.frag", "") : null;
    this.pictures = new int[figure.pictures().size()];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = Textures.of(figure.pictures().get(i), software);
    }
    this.uniforms = new MaterialUniforms(figure, colors, pictures);
    this.palettes = new int[figure.skins().size()];
    this.paletteRows = new FloatBuffer[palettes.length];
    for (int i = 0; i < palettes.length; i++) {
      int joints = figure.skins().get(i).joints().length;
      palettes[i] = Textures.palette(joints);
      paletteRows[i] = MemoryUtil.memAllocFloat(joints * SkinPalette.STRIDE);
    }
    for (int m = 0; m < figure.meshes().size(); m++) {
      FigureMesh mesh = figure.meshes().get(m);
      for (MeshPart part : mesh.parts()) {
        Material material = figure.materials().get(part.material());
        add(mesh, m, part, material);
      }
    }
    drawn.sort((a, b) -> a.material.alpha().compareTo(b.material.alpha()));
  }

  /** Draws it there from now on, and nothing of it anywhere else. */
  void stand(Framing newFraming, Box box, int width, int height) {
    framing = newFraming;
    eye = newFraming.eye();
    viewProjection = newFraming.viewProjection(box, width, height);
    place = box.width() == width && box.height() == height ? null : box;
    onCanvas = null;
    wholeWidth = width;
    wholeHeight = height;
  }

  /** World to clip space, as it stands now. */
  float[] viewProjection() {
    return viewProjection;
  }

  /** What draws materials here; models beside the figure use it, too. */
  SurfacePrograms programs() {
    return programs;
  }

  /** Draws that with the figure from now on. */
  void beside(Beside what) {
    beside = what;
  }

  /** How strong the lights are from now on. */
  void lights(Lights next) {
    lights = next;
  }

  /** Whether outlines are drawn where a material has them; they cost its triangles once more. */
  public void outlines(boolean on) {
    outlines = on;
  }

  /**
   * Draws that look from now on. All of every look was uploaded when this was made.
   *
   * @param look one of the figure's; empty is the one that is worn at first
   */
  void wear(String look) {
    int place = look.isEmpty() ? 0 : figure.lookNames().indexOf(look);
    if (place < 0) {
      throw new IllegalArgumentException("the figure has no such look");
    }
    worn = place;
  }

  /** How many triangles of the figure a picture shows now, outlines left out. */
  int drawnTriangles() {
    return drawn.stream()
        .filter(part -> part.looks[worn] && !part.outline)
        .mapToInt(part -> part.count / 3)
        .sum();
  }

  /** Sets the time by which textures move by themselves. */
  public void at(long timeUs) {
    uniforms.at(timeUs);
  }

  /**
   * Blends and uploads what changed.
   *
   * @param weights for each mesh of the figure, one weight a morph target
   */
  public void blend(List<float[]> weights) {
    for (int i = 0; i < drawn.size(); i++) {
      Drawn part = drawn.get(i);
      if (part.looks[worn] && part.blend.blend(weights.get(part.meshIndex))) {
        part.buffers.upload(part.blend.vertices());
      }
    }
  }

  /**
   * Draws over the backdrop that the canvas already shows.
   *
   * @param world matrices of the figure's nodes, 16 values each
   */
  public void draw(Canvas canvas, Backdrop backdrop, float[] world) {
    uploadPalettes(world);
    canvas.bind();
    Box box = placeOn(canvas);
    if (place != null) {
      glEnable(GL_SCISSOR_TEST);
      glScissor(box.left(), canvas.height() - box.bottom(), box.width(), box.height());
    }
    glEnable(GL_DEPTH_TEST);
    glDepthMask(true);
    glClearDepthf(1);
    glClear(GL_DEPTH_BUFFER_BIT);
    glCullFace(GL_BACK);
    drawParts(world, false);
    if (beside != null) {
      beside.draw(viewProjection, eye);
      glEnable(GL_DEPTH_TEST);
    }
    drawParts(world, true);
    glBindVertexArray(0);
    glDepthMask(true);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glActiveTexture(GL_TEXTURE0);
    if (veil != null) {
      drawVeil(veil, canvas, box, backdrop);
    }
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
  }

  private void drawParts(float[] world, boolean seeThrough) {
    Program current = null;
    for (int i = 0; i < drawn.size(); i++) {
      Drawn part = drawn.get(i);
      if ((part.material.alpha() == Material.Alpha.BLEND) != seeThrough) {
        continue;
      }
      if (!part.looks[worn] || (part.outline && !outlines)) {
        continue;
      }
      if (part.program != current) {
        current = part.program;
        SurfacePrograms.begin(current, viewProjection, eye, lights);
      }
      uniforms.apply(current, part.materialIndex);
      SurfacePrograms.state(part.material, part.outline);
      if (part.skinned) {
        glActiveTexture(GL_TEXTURE0 + PALETTE_UNIT);
        glBindTexture(GL_TEXTURE_2D, palettes[part.mesh.skin()]);
      } else {
        System.arraycopy(world, part.mesh.node() * 16, model, 0, 16);
        glUniformMatrix4fv(current.uniform("model"), false, model);
      }
      part.buffers.draw(part.first, part.count);
    }
  }

  /** Where the figure is drawn; made anew only when that or the canvas changes. */
  private Box placeOn(Canvas canvas) {
    Box known = onCanvas;
    Box whole = place;
    if (known == null || canvasWidth != canvas.width()) {
      known =
          whole == null
              ? new Box(0, 0, canvas.width(), canvas.height())
              : whole.scaled(
                  (double) canvas.width() / wholeWidth, (double) canvas.height() / wholeHeight);
      onCanvas = known;
      canvasWidth = canvas.width();
    }
    return known;
  }

  private void drawVeil(Program program, Canvas canvas, Box box, Backdrop backdrop) {
    int foot = canvas.height() - box.bottom();
    float low = foot + framing.rowOf(framing.fadeLow()) * box.height();
    float high = foot + framing.rowOf(framing.fadeHigh()) * box.height();
    program.use();
    glUniform1i(program.uniform("backdrop"), 0);
    glUniform2f(program.uniform("rows"), low, high);
    glBindTexture(GL_TEXTURE_2D, backdrop.texture());
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glScissor(box.left(), foot, box.width(), Math.max(0, (int) Math.ceil(high) - foot));
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }

  @Override
  public void close() {
    drawn.stream().map(Drawn::buffers).distinct().forEach(PartBuffers::close);
    programs.close();
    if (veil != null) {
      veil.close();
    }
    glDeleteTextures(pictures);
    glDeleteTextures(palettes);
    for (FloatBuffer rows : paletteRows) {
      MemoryUtil.memFree(rows);
    }
  }

  private void add(FigureMesh mesh, int meshIndex, MeshPart part, Material material) {
    boolean[] looks = looksOf(meshIndex);
    boolean skinned = mesh.skin() >= 0 && part.joints().length > 0;
    boolean splits =
        lightsVertices(material)
            && !colors.moves(part.material())
            && material.alpha() == Material.Alpha.OPAQUE
            && material.basePicture() >= 0;
    PaintSplit split =
        splits ? PaintSplit.of(part, figure.pictures().get(material.basePicture())) : null;
    PartBuffers buffers = new PartBuffers(part, split);
    MorphBlend blend = new MorphBlend(part);
    int plain = split == null ? 0 : split.plainCount();
    int all = buffers.indexCount();
    int index = part.material();
    if (plain > 0) {
      Program program = program(index, skinned, true, false);
      drawn.add(
          new Drawn(
              mesh, meshIndex, looks, material, index, false, buffers, blend, skinned, program, 0,
              plain));
    }
    if (plain < all) {
      Program program = program(index, skinned, false, false);
      int rest = all - plain;
      drawn.add(
          new Drawn(
              mesh, meshIndex, looks, material, index, false, buffers, blend, skinned, program,
              plain, rest));
    }
    if (material.toon() != null
        && material.toon().outlined()
        && material.alpha() != Material.Alpha.BLEND) {
      Program program = program(index, skinned, false, true);
      drawn.add(
          new Drawn(
              mesh, meshIndex, looks, material, index, true, buffers, blend, skinned, program, 0,
              all));
    }
  }

  /** In which looks a mesh is drawn; a figure without looks counts as one of one. */
  private boolean[] looksOf(int mesh) {
    int count = figure.looks().size();
    boolean[] out = new boolean[Math.max(1, count)];
    for (int i = 0; i < out.length; i++) {
      out[i] = count == 0 || figure.looks().get(i).meshes().contains(mesh);
    }
    return out;
  }

  private boolean lightsVertices(Material material) {
    return lightVertices
        && material.look() == Material.Look.LIT
        && !material.maps().lightEachPixel();
  }

  private Program program(int index, boolean skinned, boolean tinted, boolean outline) {
    Material material = figure.materials().get(index);
    return programs.of(
        material,
        new SurfacePrograms.Way(
            skinned, lightsVertices(material), tinted, outline, colors.moves(index)));
  }

  private void uploadPalettes(float[] world) {
    for (int s = 0; s < palettes.length; s++) {
      Skin skin = figure.skins().get(s);
      FloatBuffer rows = paletteRows[s];
      palette.fill(skin, world, rows);
      glActiveTexture(GL_TEXTURE0 + PALETTE_UNIT);
      glBindTexture(GL_TEXTURE_2D, palettes[s]);
      glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, 3, skin.joints().length, GL_RGBA, GL_FLOAT, rows);
    }
  }
}
