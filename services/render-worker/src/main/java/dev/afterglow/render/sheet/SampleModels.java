package dev.afterglow.render.sheet;

import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.StillFigure;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.surface.Solids;
import java.util.ArrayList;
import java.util.List;

/** A shop and what it sells, of a few solids each, which nobody else owns. */
final class SampleModels {
  private static final int AROUND = 40;

  private SampleModels() {}

  /** A room of warm plaster with an arch of light, shelves, bottles and two lamps. */
  static StageModel shop() {
    List<MeshPart> parts = new ArrayList<>();
    box(parts, 0, -4, 0, -2.4f, 4, 3.2f, -2.2f);
    box(parts, 1, -4, -0.02f, -2.2f, 4, 0, 1.5f);
    for (int panel = -8; panel <= 8; panel++) {
      box(parts, 0, panel * 0.46f - 0.2f, 0, -2.2f, panel * 0.46f + 0.2f, 3.2f, -2.17f);
    }
    box(parts, 4, -0.78f, 0.4f, -2.15f, 0.78f, 2.16f, -2.12f);
    box(parts, 0, -0.74f, 0.4f, -2.13f, 0.74f, 2.12f, -2.1f);
    for (int side = -1; side <= 1; side += 2) {
      shelves(parts, side);
      lamp(parts, side * 0.36f, 2.0f, -1.5f);
      lamp(parts, side * 1.5f, 1.9f, -1.2f);
    }
    return model(
        "shop",
        parts,
        List.of(
            Solids.lit(0.55f, 0.43f, 0.35f, 0, 0.9f),
            Solids.lit(0.24f, 0.13f, 0.075f, 0, 0.45f),
            Solids.lit(0.30f, 0.17f, 0.09f, 0, 0.6f),
            Solids.lit(0.5f, 0.33f, 0.12f, 1, 0.35f),
            Solids.lamp(1.5f, 1.0f, 0.55f),
            Solids.lit(0.55f, 0.16f, 0.20f, 0, 0.3f),
            Solids.lit(0.12f, 0.30f, 0.32f, 0, 0.3f),
            Solids.lit(0.62f, 0.50f, 0.30f, 0, 0.3f)));
  }

  private static void shelves(List<MeshPart> parts, int side) {
    float from = side < 0 ? -2.3f : 0.34f;
    float to = from + 1.96f;
    for (int row = 0; row < 5; row++) {
      float y = 0.45f + row * 0.42f;
      box(parts, 2, from, y, -2.1f, to, y + 0.03f, -1.8f);
      for (int i = 0; i < 11; i++) {
        float x = from + 0.1f + i * 0.175f;
        int kind = 5 + (i * 3 + row * 2 + (side + 1)) % 3;
        float tall = 0.14f + 0.05f * ((i * 5 + row * 3) % 4);
        if ((i + row) % 3 == 0) {
          box(parts, kind, x - 0.05f, y + 0.03f, -2.0f, x + 0.05f, y + 0.03f + tall, -1.9f);
        } else {
          bottle(parts, kind, x, y + 0.03f, -1.95f, 0.045f, tall);
        }
      }
    }
  }

  private static void lamp(List<MeshPart> parts, float x, float y, float z) {
    float[][] globe = new float[13][];
    for (int i = 0; i < globe.length; i++) {
      double down = Math.PI * i / (globe.length - 1);
      globe[i] =
          new float[] {
            (float) (0.09 * Math.sin(down)),
            (float) (0.09 * Math.cos(down)),
            (float) Math.sin(down),
            (float) Math.cos(down)
          };
    }
    parts.add(moved(Solids.turned(globe, 24, 4), x, y, z));
    box(parts, 3, x - 0.006f, y + 0.08f, z - 0.006f, x + 0.006f, 3.2f, z + 0.006f);
  }

  private static void bottle(
      List<MeshPart> parts, int material, float x, float y, float z, float r, float h) {
    float[][] profile = {
      {0, h, 0, 1},
      {0.4f * r, h, 0, 1},
      {0.4f * r, h, 1, 0},
      {0.4f * r, 0.78f * h, 1, 0},
      {r, 0.68f * h, 0.7f, 0.7f},
      {r, 0.6f * h, 1, 0},
      {r, 0, 1, 0}
    };
    parts.add(moved(Solids.turned(profile, 16, material), x, y, z));
  }

  /** A bottle of serum with a golden collar, a dropper and a label. */
  static StageModel serum() {
    List<MeshPart> parts = new ArrayList<>();
    parts.add(
        Solids.turned(
            new float[][] {
              {0.010f, 0.072f, 0, 1},
              {0.016f, 0.071f, 0.5f, 0.86f},
              {0.021f, 0.066f, 0.86f, 0.5f},
              {0.023f, 0.060f, 1, 0},
              {0.023f, 0.004f, 1, 0},
              {0.021f, 0.001f, 0.7f, -0.7f},
              {0, 0, 0, -1}
            },
            AROUND,
            0));
    parts.add(
        Solids.turned(new float[][] {{0.0233f, 0.048f, 1, 0}, {0.0233f, 0.018f, 1, 0}}, AROUND, 1));
    parts.add(
        Solids.turned(
            new float[][] {
              {0, 0.082f, 0, 1},
              {0.0125f, 0.082f, 0, 1},
              {0.0130f, 0.081f, 0.7f, 0.7f},
              {0.0130f, 0.070f, 1, 0}
            },
            AROUND,
            2));
    parts.add(
        Solids.turned(
            new float[][] {
              {0, 0.112f, 0, 1},
              {0.005f, 0.110f, 0.6f, 0.8f},
              {0.0085f, 0.104f, 0.95f, 0.3f},
              {0.009f, 0.096f, 1, 0},
              {0.0085f, 0.082f, 1, 0}
            },
            AROUND,
            3));
    box(parts, 3, -0.009f, 0.030f, 0.0215f, 0.009f, 0.034f, 0.0237f);
    box(parts, 2, -0.005f, 0.038f, 0.0215f, 0.005f, 0.042f, 0.0237f);
    return model(
        "serum",
        parts,
        List.of(
            Solids.lit(0.50f, 0.17f, 0.04f, 0, 0.18f),
            Solids.lit(0.80f, 0.76f, 0.70f, 0, 0.7f),
            Solids.lit(0.75f, 0.52f, 0.20f, 1, 0.28f),
            Solids.lit(0.03f, 0.03f, 0.035f, 0, 0.4f)));
  }

  private static void box(
      List<MeshPart> parts,
      int material,
      float x0,
      float y0,
      float z0,
      float x1,
      float y1,
      float z1) {
    parts.add(Solids.box(new float[] {x0, y0, z0}, new float[] {x1, y1, z1}, material));
  }

  private static MeshPart moved(MeshPart part, float x, float y, float z) {
    float[] base = part.base();
    for (int v = 0; v < base.length; v += MeshPart.STRIDE) {
      base[v] += x;
      base[v + 1] += y;
      base[v + 2] += z;
    }
    return part;
  }

  private static StageModel model(String name, List<MeshPart> parts, List<Material> materials) {
    Model still = StillFigure.of(Solids.figure(parts, materials));
    return StageModel.of(name, still, 0);
  }
}
