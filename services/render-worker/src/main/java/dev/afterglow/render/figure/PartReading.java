package dev.afterglow.render.figure;

import de.javagl.jgltf.model.AccessorModel;
import de.javagl.jgltf.model.MeshPrimitiveModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one glTF primitive. Vertices that no triangle names are dropped and the rest stand in the
 * order in which triangles first name them: exporters share one vertex buffer between many
 * primitives, and a software rasteriser pays for every vertex.
 */
final class PartReading {
  private static final int TRIANGLES = 4;

  private final Accessors accessors;

  PartReading(Accessors accessors) {
    this.accessors = accessors;
  }

  MeshPart read(MeshPrimitiveModel primitive, int material, int morphCount, List<UvPlace> places)
      throws FigureException {
    if (primitive.getMode() != TRIANGLES) {
      throw new FigureException("only triangle lists are drawn, a primitive has another mode");
    }
    AccessorModel position = primitive.getAttributes().get("POSITION");
    if (position == null) {
      throw new FigureException("a primitive has no POSITION");
    }
    float[] allPositions = accessors.floats(position);
    int[] allIndices =
        primitive.getIndices() == null
            ? upTo(allPositions.length / 3)
            : accessors.integers(primitive.getIndices());
    int[] kept = new int[allPositions.length / 3];
    int[] indices = new int[allIndices.length - allIndices.length % 3];
    int count = keepUsed(allIndices, indices, kept);

    float[] positions = pick(allPositions, 3, kept, count);
    float[] smooth = Normals.of(positions, indices);
    float[] given = optional(primitive.getAttributes(), "NORMAL", 3, kept, count);
    float[] base = interleave(positions, given.length == 0 ? smooth : given);
    float[] uv = placed(primitive, places.getFirst(), kept, count);
    Influences influences = influences(primitive.getAttributes(), kept, count);
    return new MeshPart(
        base,
        uv,
        more(primitive, places, kept, count),
        colors(primitive.getAttributes().get("COLOR_0"), kept, count),
        influences.joints,
        influences.weights,
        indices,
        material,
        morphs(primitive, morphCount, positions, smooth, indices, kept, count));
  }

  private List<MorphTarget> morphs(
      MeshPrimitiveModel primitive,
      int morphCount,
      float[] positions,
      float[] smooth,
      int[] indices,
      int[] kept,
      int count) {
    List<MorphTarget> morphs = new ArrayList<>();
    for (Map<String, AccessorModel> target : primitive.getTargets()) {
      if (morphs.size() == morphCount) {
        break;
      }
      float[] moves = optional(target, "POSITION", 3, kept, count);
      if (moves.length == 0) {
        morphs.add(MorphTarget.STILL);
        continue;
      }
      float[] turns = optional(target, "NORMAL", 3, kept, count);
      if (turns.length == 0) {
        turns = Normals.change(positions, smooth, moves, indices);
      }
      morphs.add(MorphTarget.pack(interleave(moves, turns)));
    }
    while (morphs.size() < morphCount) {
      morphs.add(MorphTarget.STILL);
    }
    return morphs;
  }

  private static int keepUsed(int[] from, int[] indices, int[] kept) throws FigureException {
    int[] renamed = new int[kept.length];
    Arrays.fill(renamed, -1);
    int count = 0;
    for (int i = 0; i < indices.length; i++) {
      int old = from[i];
      if (old < 0 || old >= renamed.length) {
        throw new FigureException("a triangle names vertex " + old + " of " + renamed.length);
      }
      if (renamed[old] < 0) {
        renamed[old] = count;
        kept[count++] = old;
      }
      indices[i] = renamed[old];
    }
    return count;
  }

  private float[] optional(
      Map<String, AccessorModel> attributes, String name, int parts, int[] kept, int count) {
    AccessorModel accessor = attributes.get(name);
    return accessor == null ? new float[0] : pick(accessors.floats(accessor), parts, kept, count);
  }

  private float[] placed(MeshPrimitiveModel primitive, UvPlace place, int[] kept, int count) {
    float[] uv = optional(primitive.getAttributes(), "TEXCOORD_" + place.set(), 2, kept, count);
    place.move(uv);
    return uv.length == 0 ? new float[count * 2] : uv;
  }

  /** The second place and the third, side by side. */
  private float[] more(MeshPrimitiveModel primitive, List<UvPlace> places, int[] kept, int count) {
    float[] out = new float[places.size() > 1 ? count * 4 : 0];
    for (int p = 1; p < places.size(); p++) {
      float[] uv = placed(primitive, places.get(p), kept, count);
      for (int v = 0; v < count; v++) {
        System.arraycopy(uv, v * 2, out, v * 4 + (p - 1) * 2, 2);
      }
    }
    return out;
  }

  @SuppressWarnings("ArrayRecordComponent") // handed over once
  private record Influences(short[] joints, float[] weights) {}

  /** Of one set, or of both where the second moves anything. */
  private Influences influences(Map<String, AccessorModel> attributes, int[] kept, int count) {
    float[] first = optional(attributes, "WEIGHTS_0", 4, kept, count);
    short[] joints = joints(attributes.get("JOINTS_0"), kept, count);
    if (joints.length == 0 || first.length == 0) {
      return new Influences(new short[0], new float[0]);
    }
    float[] second = optional(attributes, "WEIGHTS_1", 4, kept, count);
    short[] more = joints(attributes.get("JOINTS_1"), kept, count);
    if (more.length == 0 || !anyAbove(second, 0)) {
      sumToOne(first, 4);
      return new Influences(joints, first);
    }
    short[] all = new short[count * 8];
    float[] weights = new float[count * 8];
    for (int v = 0; v < count; v++) {
      System.arraycopy(joints, v * 4, all, v * 8, 4);
      System.arraycopy(more, v * 4, all, v * 8 + 4, 4);
      System.arraycopy(first, v * 4, weights, v * 8, 4);
      System.arraycopy(second, v * 4, weights, v * 8 + 4, 4);
    }
    sumToOne(weights, 8);
    return new Influences(all, weights);
  }

  private static boolean anyAbove(float[] values, float least) {
    for (float value : values) {
      if (value > least) {
        return true;
      }
    }
    return false;
  }

  /** With an alpha of 1 where the file has none. */
  private float[] colors(@Nullable AccessorModel accessor, int[] kept, int count) {
    if (accessor == null) {
      return new float[0];
    }
    float[] all = accessors.floats(accessor);
    int parts = accessor.getElementType().getNumComponents();
    float[] out = new float[count * 4];
    for (int v = 0; v < count; v++) {
      for (int k = 0; k < 4; k++) {
        out[v * 4 + k] = k < parts ? Math.clamp(all[kept[v] * parts + k], 0, 1) : 1;
      }
    }
    return out;
  }

  private short[] joints(@Nullable AccessorModel accessor, int[] kept, int count) {
    if (accessor == null) {
      return new short[0];
    }
    int[] all = accessors.integers(accessor);
    short[] out = new short[count * 4];
    for (int v = 0; v < count; v++) {
      for (int k = 0; k < 4; k++) {
        out[v * 4 + k] = (short) all[kept[v] * 4 + k];
      }
    }
    return out;
  }

  private static float[] pick(float[] all, int parts, int[] kept, int count) {
    float[] out = new float[count * parts];
    for (int v = 0; v < count; v++) {
      System.arraycopy(all, kept[v] * parts, out, v * parts, parts);
    }
    return out;
  }

  private static float[] interleave(float[] first, float[] second) {
    float[] out = new float[first.length * 2];
    for (int v = 0; v < first.length / 3; v++) {
      System.arraycopy(first, v * 3, out, v * 6, 3);
      System.arraycopy(second, v * 3, out, v * 6 + 3, 3);
    }
    return out;
  }

  private static void sumToOne(float[] weights, int each) {
    for (int v = 0; v < weights.length; v += each) {
      float sum = 0;
      for (int k = v; k < v + each; k++) {
        sum += weights[k];
      }
      float scale = sum > 1e-6f ? 1 / sum : 0;
      for (int k = v; k < v + each; k++) {
        weights[k] = scale == 0 ? (k == v ? 1 : 0) : weights[k] * scale;
      }
    }
  }

  private static int[] upTo(int count) {
    int[] out = new int[count];
    for (int i = 0; i < count; i++) {
      out[i] = i;
    }
    return out;
  }
}
