package dev.afterglow.render.surface;

import static org.lwjgl.opengles.GLES32.GL_BLEND;
import static org.lwjgl.opengles.GLES32.GL_CULL_FACE;
import static org.lwjgl.opengles.GLES32.GL_TEXTURE0;
import static org.lwjgl.opengles.GLES32.glActiveTexture;
import static org.lwjgl.opengles.GLES32.glBindVertexArray;
import static org.lwjgl.opengles.GLES32.glDeleteTextures;
import static org.lwjgl.opengles.GLES32.glDepthMask;
import static org.lwjgl.opengles.GLES32.glDisable;
import static org.lwjgl.opengles.GLES32.glUniformMatrix4fv;

import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.rig.FaceRig;
import dev.afterglow.render.rig.MaterialPose;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.scene.StageModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A model that stands still, on the device: uploaded once, one draw a material, no garbage. What is
 * see-through is drawn last, in the order of the file.
 */
public final class PropDrawing implements AutoCloseable {
  /** From here on a small picture of it has a vertex every few pixels. */
  private static final int DENSE_VERTICES = 4_000;

  private final int[] pictures;
  private final MaterialUniforms uniforms;
  private final List<Piece> pieces = new ArrayList<>();

  private record Piece(int index, Material material, PartBuffers buffers, Program program) {}

  /** Uploads a product or a set; see the constructor. */
  public static PropDrawing of(StageModel model, SurfacePrograms programs, boolean sparing) {
    return new PropDrawing(model.figure(), programs, sparing);
  }

  /** Uploads what products stand on; see the constructor. */
  public static PropDrawing plinth(SurfacePrograms programs, boolean sparing) {
    return new PropDrawing(Solids.plinth(), programs, sparing);
  }

  /**
   * Uploads it. Needs a current context, as every method here does.
   *
   * @param figure of one node, which places nothing
   * @param programs outlive this
   * @param sparing whether it costs as little as it can: then a dense one is lit at its vertices,
   *     and its pictures have one level
   */
  public PropDrawing(Model figure, SurfacePrograms programs, boolean sparing) {
    pictures = new int[figure.pictures().size()];
    for (int i = 0; i < pictures.length; i++) {
      pictures[i] = Textures.of(figure.pictures().get(i), sparing);
    }
    MaterialPose pose = new FaceRig(figure).materials();
    uniforms = new MaterialUniforms(figure, pose, pictures);
    boolean dense = sparing && figure.vertexCount() >= DENSE_VERTICES;
    for (MeshPart part : figure.meshes().getFirst().parts()) {
      Material material = figure.materials().get(part.material());
      boolean vertexLight =
          dense
              && !part.colored()
              && material.look() == Material.Look.LIT
              && !material.maps().lightEachPixel();
      boolean moves = pose.moves(part.material());
      Program program =
          programs.of(
              material,
              new SurfacePrograms.Way(0, part.colored(), vertexLight, false, false, moves));
      pieces.add(new Piece(part.material(), material, new PartBuffers(part, null), program));
    }
    pieces.sort(Comparator.comparing(it -> it.material.alpha()));
  }

  /**
   * Draws it where a depth buffer is bound and its test is on.
   *
   * @param viewProjection world to clip space
   * @param eye 3 values: where the camera is
   * @param model 16 values: its own space to the world, without shear
   */
  public void draw(float[] viewProjection, float[] eye, float[] model, Lights lights) {
    Program current = null;
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      if (piece.program != current) {
        current = piece.program;
        SurfacePrograms.begin(current, viewProjection, eye, lights);
        glUniformMatrix4fv(current.uniform("model"), false, model);
      }
      uniforms.apply(current, piece.index);
      SurfacePrograms.state(piece.material, false);
      piece.buffers.draw(0, piece.buffers.indexCount());
    }
    glBindVertexArray(0);
    glDepthMask(true);
    glDisable(GL_CULL_FACE);
    glDisable(GL_BLEND);
    glActiveTexture(GL_TEXTURE0);
  }

  @Override
  public void close() {
    pieces.forEach(it -> it.buffers.close());
    glDeleteTextures(pictures);
  }
}
