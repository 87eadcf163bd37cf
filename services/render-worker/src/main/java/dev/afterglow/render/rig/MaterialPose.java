package dev.afterglow.render.rig;

import dev.afterglow.render.figure.Expression;
import dev.afterglow.render.figure.Expression.ColorKind;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Toon;

/**
 * The colours and texture places of all materials at the moment: as in the file, plus what
 * expressions change. Arrays are written in place and never replaced.
 */
public final class MaterialPose {
  private static final ColorKind[] KINDS = ColorKind.values();
  private static final float[] NOTHING = {0, 0, 0, 0};

  private final float[][][] rest;
  private final float[][][] now;
  private final float[][] move;
  private final boolean[] changes;
  private final boolean[] moves;

  MaterialPose(Model figure) {
    int count = figure.materials().size();
    rest = new float[count][KINDS.length][];
    now = new float[count][KINDS.length][4];
    move = new float[count][4];
    changes = new boolean[count];
    moves = new boolean[count];
    for (int m = 0; m < count; m++) {
      Material material = figure.materials().get(m);
      Toon toon = material.toon();
      for (ColorKind kind : KINDS) {
        rest[m][kind.ordinal()] = rest(material, toon, kind);
      }
      moves[m] = toon != null && toon.moves();
      toRest(m);
    }
    for (Expression expression : figure.expressions()) {
      expression.colors().forEach(bind -> changes[bind.material()] = true);
      expression.uvs().forEach(bind -> changes[bind.material()] = true);
      expression.uvs().forEach(bind -> moves[bind.material()] = true);
    }
  }

  /** A colour as it now is: linear red, green, blue and alpha. */
  public float[] color(int material, ColorKind kind) {
    return now[material][kind.ordinal()];
  }

  /** Scale and offset of the texture coordinates as they now are, 4 values. */
  public float[] move(int material) {
    return move[material];
  }

  /** Whether the material's texture coordinates ever move. */
  public boolean moves(int material) {
    return moves[material];
  }

  void toRest() {
    for (int m = 0; m < changes.length; m++) {
      if (changes[m]) {
        toRest(m);
      }
    }
  }

  void add(Expression.ColorBind bind, float weight) {
    float[] from = rest[bind.material()][bind.what().ordinal()];
    float[] to = now[bind.material()][bind.what().ordinal()];
    for (int k = 0; k < 4; k++) {
      to[k] += (bind.target()[k] - (k < from.length ? from[k] : 1)) * weight;
    }
  }

  void add(Expression.UvBind bind, float weight) {
    float[] to = move[bind.material()];
    to[0] += (bind.move()[0] - 1) * weight;
    to[1] += (bind.move()[1] - 1) * weight;
    to[2] += bind.move()[2] * weight;
    to[3] += bind.move()[3] * weight;
  }

  private void toRest(int m) {
    for (int k = 0; k < KINDS.length; k++) {
      now[m][k][3] = 1;
      System.arraycopy(rest[m][k], 0, now[m][k], 0, rest[m][k].length);
    }
    move[m][0] = 1;
    move[m][1] = 1;
    move[m][2] = 0;
    move[m][3] = 0;
  }

  private static float[] rest(
      Material material, @org.jspecify.annotations.Nullable Toon toon, ColorKind kind) {
    return switch (kind) {
      case BASE -> material.baseColor();
      case EMISSION -> material.emissive();
      case SHADE -> toon == null ? NOTHING : toon.shade();
      case MATCAP -> toon == null ? NOTHING : toon.matcapColor();
      case RIM -> toon == null ? NOTHING : toon.rim();
      case OUTLINE -> toon == null ? NOTHING : toon.outlineColor();
    };
  }
}
