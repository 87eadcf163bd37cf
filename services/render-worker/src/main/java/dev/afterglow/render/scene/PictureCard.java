package dev.afterglow.render.scene;

import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Maps;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Picture;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** A product's picture as a card of 1 high and as wide as it is, 15 thousandths thick. */
final class PictureCard {
  private static final float THICK = 0.015f;
  private static final int TEXELS = 1024;

  private PictureCard() {}

  static StageModel of(StagePicture picture) {
    float half = picture.width() / (2f * picture.height());
    Picture front =
        new Picture(picture.width(), picture.height(), opaque(picture), false, false)
            .atMost(TEXELS);
    Model figure =
        new Model(
            List.of(
                new FigureNode(
                    "", -1, new float[3], new float[] {0, 0, 0, 1}, new float[] {1, 1, 1})),
            List.of(
                new FigureMesh(0, -1, List.of(), new float[0], List.of(front(half), back(half)))),
            List.of(),
            List.of(paper(0), paper(-1)),
            List.of(front),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            LookAt.USUAL,
            false);
    long pixels = (long) picture.width() * picture.height();
    return StageModel.of("card:" + picture.sha256(), figure, pixels);
  }

  private static MeshPart front(float half) {
    float[] base = {
      -half, 0, THICK, 0, 0, 1, half, 0, THICK, 0, 0, 1, half, 1, THICK, 0, 0, 1, -half, 1, THICK,
      0, 0, 1
    };
    float[] uv = {0, 1, 1, 1, 1, 0, 0, 0};
    return part(base, uv, new int[] {0, 1, 2, 0, 2, 3}, 0);
  }

  /** Its back and its four edges. */
  private static MeshPart back(float half) {
    float[][] sides = {
      {half, 0, 0, -half, 0, 0, -half, 1, 0, half, 1, 0, 0, 0, -1},
      {half, 0, THICK, half, 0, 0, half, 1, 0, half, 1, THICK, 1, 0, 0},
      {-half, 0, 0, -half, 0, THICK, -half, 1, THICK, -half, 1, 0, -1, 0, 0},
      {-half, 1, THICK, half, 1, THICK, half, 1, 0, -half, 1, 0, 0, 1, 0},
      {-half, 0, 0, half, 0, 0, half, 0, THICK, -half, 0, THICK, 0, -1, 0}
    };
    float[] base = new float[sides.length * 4 * MeshPart.STRIDE];
    int[] indices = new int[sides.length * 6];
    for (int s = 0; s < sides.length; s++) {
      for (int corner = 0; corner < 4; corner++) {
        int at = (s * 4 + corner) * MeshPart.STRIDE;
        System.arraycopy(sides[s], corner * 3, base, at, 3);
        System.arraycopy(sides[s], 12, base, at + 3, 3);
      }
      int[] quad = {0, 1, 2, 0, 2, 3};
      for (int k = 0; k < 6; k++) {
        indices[s * 6 + k] = s * 4 + quad[k];
      }
    }
    return part(base, new float[sides.length * 8], indices, 1);
  }

  private static MeshPart part(float[] base, float[] uv, int[] indices, int material) {
    return new MeshPart(base, uv, new short[0], new float[0], indices, material, List.of());
  }

  private static Material paper(int picture) {
    return new Material(
        "",
        new float[] {1, 1, 1, 1},
        picture,
        0,
        0.8f,
        new float[3],
        Maps.NONE,
        Material.Alpha.OPAQUE,
        0.5f,
        false,
        Material.Look.LIT,
        null);
  }

  /** On white paper, first row first. */
  private static ByteBuffer opaque(StagePicture picture) {
    ByteBuffer from = picture.rgba();
    ByteBuffer out = ByteBuffer.allocateDirect(from.capacity());
    for (int at = 0; at < from.capacity(); at += 4) {
      int alpha = Byte.toUnsignedInt(from.get(at + 3));
      for (int c = 0; c < 3; c++) {
        int colour = Byte.toUnsignedInt(from.get(at + c));
        out.put((byte) ((colour * alpha + 255 * (255 - alpha) + 127) / 255));
      }
      out.put((byte) 255);
    }
    return out.flip();
  }
}
