package dev.afterglow.render.rigged;

import static org.lwjgl.opengles.GLES32.GL_FLOAT;
import static org.lwjgl.opengles.GLES32.GL_RGBA;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE_2D;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindTexture;
import static org.lwjgl.opengles.GLES32.glBindVertexArray;
import static org.lwjgl.opengles.GLES32.glDeleteTextures;
import static org.lwjgl.opengles.GLES32.glTexSubImage2D;
import static org.lwjgl.opengles.GLES32.glUniformMatrix4fv;

import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Skin;
import dev.afterglow.render.presence.Appearance;
import dev.afterglow.render.presence.View;
import dev.afterglow.render.rig.MaterialPose;
import dev.afterglow.render.rig.MorphBlend;
import dev.afterglow.render.rig.SkinPalette;
import dev.afterglow.render.surface.MaterialUniforms;
import dev.afterglow.render.surface.PaintSplit;
import dev.afterglow.render.surface.PartBuffers;
import dev.afterglow.render.surface.Program;
import dev.afterglow.render.surface.SurfacePrograms;
import dev.afterglow.render.surface.Textures;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.MemoryUtil;

/**
 * A model on the device: uploads what changed, then draws opaque, cut-out and see-through parts.
 */
final class RigDrawing implements AutoCloseable {
  private static final int PALETTE_UNIT = MaterialUniforms.PALETTE_UNIT;

  /** From here on a head-and-shoulders picture has a vertex every few pixels. */
  private static final int DENSE_VERTICES = 8_000;

  private final Model model;
  private final MaterialPose colors;
  private final MaterialUniforms uniforms;
  private boolean outlines = true;
  private int worn;
  private final boolean lightVertices;
  private final SurfacePrograms programs = new SurfacePrograms();
  private final List<Drawn> drawn = new ArrayList<>();
  private final int[] pictures;
  private final int[] palettes;
  private final FloatBuffer[] paletteRows;
  private final SkinPalette palette = new SkinPalette();
  private final float[] placed = new float[16];

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
   * Uploads the model. Needs a current context, as every method here does.
   *
   * @param colors what the figure's materials look like at the moment
   * @param software whether the processor draws: then a dense figure is lit at its vertices
   */
  RigDrawing(Model model, MaterialPose colors, boolean software) {
    this.model = model;
    this.colors = colors;
    this.lightVertices = software && model.vertexCount() >= DENSE_VERTICES;
    this.pictures = new int[model.pictures().size()];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = Textures.of(model.pictures().get(i), software);
    }
    this.uniforms = new MaterialUniforms(model, colors, pictures);
    this.palettes = new int[model.skins().size()];
    this.paletteRows = new FloatBuffer[palettes.length];
    for (int i = 0; i < palettes.length; i++) {
      int joints = model.skins().get(i).joints().length;
      palettes[i] = Textures.palette(joints);
      paletteRows[i] = MemoryUtil.memAllocFloat(joints * SkinPalette.STRIDE);
    }
    for (int m = 0; m < model.meshes().size(); m++) {
      FigureMesh mesh = model.meshes().get(m);
      for (MeshPart part : mesh.parts()) {
        Material material = model.materials().get(part.material());
        add(mesh, m, part, material);
      }
    }
    drawn.sort((a, b) -> Material.DRAWN.compare(a.material, b.material));
  }

  /** Whether outlines are drawn where a material has them; they cost its triangles once more. */
  void outlines(boolean on) {
    outlines = on;
  }

  /**
   * Draws that look from now on. All of every look was uploaded when this was made.
   *
   * @param look one of the figure's; empty is the one that is worn at first
   */
  void wear(String look) {
    int place = look.isEmpty() ? 0 : model.lookNames().indexOf(look);
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
  void at(long timeUs) {
    uniforms.at(timeUs);
  }

  /**
   * Blends and uploads what changed.
   *
   * @param weights for each mesh of the figure, one weight a morph target
   */
  void blend(List<float[]> weights) {
    for (int i = 0; i < drawn.size(); i++) {
      Drawn part = drawn.get(i);
      if (part.looks[worn] && part.blend.blend(weights.get(part.meshIndex))) {
        part.buffers.upload(part.blend.vertices());
      }
    }
  }

  /**
   * Draws one pass of it into what is bound.
   *
   * @param world matrices of the model's nodes, 16 values each
   */
  void draw(View view, Appearance.Pass pass, float[] world) {
    if (pass == Appearance.Pass.SOLID) {
      uploadPalettes(world);
    }
    drawParts(view, world, pass == Appearance.Pass.SEE_THROUGH);
    glBindVertexArray(0);
  }

  private void drawParts(View view, float[] world, boolean seeThrough) {
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
        SurfacePrograms.begin(current, view.viewProjection(), view.eye(), view.lights());
      }
      uniforms.apply(current, part.materialIndex);
      SurfacePrograms.state(part.material, part.outline);
      if (part.skinned) {
        glActiveTexture(GL_TEXTURE0 + PALETTE_UNIT);
        glBindTexture(GL_TEXTURE_2D, palettes[part.mesh.skin()]);
      } else {
        System.arraycopy(world, part.mesh.node() * 16, placed, 0, 16);
        glUniformMatrix4fv(current.uniform("model"), false, placed);
      }
      part.buffers.draw(part.first, part.count);
    }
  }

  @Override
  public void close() {
    drawn.stream().map(Drawn::buffers).distinct().forEach(PartBuffers::close);
    programs.close();
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
        lightsVertices(material, part)
            && !colors.moves(part.material())
            && material.alpha() == Material.Alpha.OPAQUE
            && material.basePicture() >= 0;
    PaintSplit split =
        splits ? PaintSplit.of(part, model.pictures().get(material.basePicture())) : null;
    PartBuffers buffers = new PartBuffers(part, split);
    MorphBlend blend = new MorphBlend(part);
    int plain = split == null ? 0 : split.plainCount();
    int all = buffers.indexCount();
    int index = part.material();
    if (plain > 0) {
      Program program = program(part, index, skinned, true, false);
      drawn.add(
          new Drawn(
              mesh, meshIndex, looks, material, index, false, buffers, blend, skinned, program, 0,
              plain));
    }
    if (plain < all) {
      Program program = program(part, index, skinned, false, false);
      int rest = all - plain;
      drawn.add(
          new Drawn(
              mesh, meshIndex, looks, material, index, false, buffers, blend, skinned, program,
              plain, rest));
    }
    if (material.toon() != null
        && material.toon().outlined()
        && material.alpha() != Material.Alpha.BLEND) {
      Program program = program(part, index, skinned, false, true);
      drawn.add(
          new Drawn(
              mesh, meshIndex, looks, material, index, true, buffers, blend, skinned, program, 0,
              all));
    }
  }

  /** In which looks a mesh is drawn; a figure without looks counts as one of one. */
  private boolean[] looksOf(int mesh) {
    int count = model.looks().size();
    boolean[] out = new boolean[Math.max(1, count)];
    for (int i = 0; i < out.length; i++) {
      out[i] = count == 0 || model.looks().get(i).meshes().contains(mesh);
    }
    return out;
  }

  private boolean lightsVertices(Material material, MeshPart part) {
    return lightVertices
        && !part.colored()
        && material.look() == Material.Look.LIT
        && !material.maps().lightEachPixel();
  }

  private Program program(
      MeshPart part, int index, boolean skinned, boolean tinted, boolean outline) {
    Material material = model.materials().get(index);
    return programs.of(
        material,
        new SurfacePrograms.Way(
            skinned ? part.influences() : 0,
            part.colored(),
            lightsVertices(material, part),
            tinted,
            outline,
            colors.moves(index)));
  }

  private void uploadPalettes(float[] world) {
    for (int s = 0; s < palettes.length; s++) {
      Skin skin = model.skins().get(s);
      FloatBuffer rows = paletteRows[s];
      palette.fill(skin, world, rows);
      glActiveTexture(GL_TEXTURE0 + PALETTE_UNIT);
      glBindTexture(GL_TEXTURE_2D, palettes[s]);
      glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, 3, skin.joints().length, GL_RGBA, GL_FLOAT, rows);
    }
  }
}
