package dev.afterglow.house.glb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.house.mesh.Vec3;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The binary chunk of a GLB and the views and accessors into it, built up together. */
final class GlbBuffer {
  static final int FLOAT = 5126;
  static final int USHORT = 5123;
  static final int UBYTE = 5121;
  private static final int VERTICES = 34_962;
  private static final int INDICES = 34_963;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ArrayNode views;
  private final ArrayNode accessors;

  GlbBuffer(ObjectNode root) {
    views = root.putArray("bufferViews");
    accessors = root.putArray("accessors");
  }

  byte[] toByteArray() {
    align();
    return bytes.toByteArray();
  }

  private void align() {
    while (bytes.size() % 4 != 0) {
      bytes.write(0);
    }
  }

  /** Adds raw bytes; {@code target} 0 means none. */
  int view(byte[] data, int target, int stride) {
    align();
    ObjectNode view = views.addObject();
    view.put("buffer", 0);
    view.put("byteOffset", bytes.size());
    view.put("byteLength", data.length);
    if (stride > 0) {
      view.put("byteStride", stride);
    }
    if (target > 0) {
      view.put("target", target);
    }
    bytes.writeBytes(data);
    return views.size() - 1;
  }

  private ObjectNode accessor(int componentType, String type, int count) {
    ObjectNode accessor = accessors.addObject();
    accessor.put("componentType", componentType);
    accessor.put("count", count);
    accessor.put("type", type);
    return accessor;
  }

  int vectors(Vec3[] values, boolean bounds) {
    int view = view(floats(List.of(values)), VERTICES, 0);
    ObjectNode accessor = accessor(FLOAT, "VEC3", values.length);
    accessor.put("bufferView", view);
    if (bounds) {
      bounds(accessor, values);
    }
    return accessors.size() - 1;
  }

  int pairs(List<double[]> values) {
    ByteBuffer out = little(values.size() * 8);
    values.forEach(v -> out.putFloat((float) v[0]).putFloat((float) v[1]));
    int view = view(out.array(), VERTICES, 0);
    accessor(FLOAT, "VEC2", values.size()).put("bufferView", view);
    return accessors.size() - 1;
  }

  int joints(byte[] values) {
    int view = view(values, VERTICES, 0);
    accessor(UBYTE, "VEC4", values.length / 4).put("bufferView", view);
    return accessors.size() - 1;
  }

  int weights(float[] values) {
    ByteBuffer out = little(values.length * 4);
    for (float v : values) {
      out.putFloat(v);
    }
    int view = view(out.array(), VERTICES, 0);
    accessor(FLOAT, "VEC4", values.length / 4).put("bufferView", view);
    return accessors.size() - 1;
  }

  int matrices(float[] values) {
    ByteBuffer out = little(values.length * 4);
    for (float v : values) {
      out.putFloat(v);
    }
    int view = view(out.array(), 0, 0);
    accessor(FLOAT, "MAT4", values.length / 16).put("bufferView", view);
    return accessors.size() - 1;
  }

  int indices(List<int[]> triangles) {
    ByteBuffer out = little(triangles.size() * 6);
    for (int[] t : triangles) {
      for (int corner : t) {
        out.putShort((short) corner);
      }
    }
    int view = view(out.array(), INDICES, 0);
    accessor(USHORT, "SCALAR", triangles.size() * 3).put("bufferView", view);
    return accessors.size() - 1;
  }

  /** Vectors of which most are zero: only the others are kept, at least one. */
  int sparse(Vec3[] values, boolean bounds) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (!values[i].equals(Vec3.ZERO)) {
        kept.add(i);
      }
    }
    if (kept.isEmpty()) {
      kept.add(0);
    }
    ByteBuffer places = little(kept.size() * 2);
    kept.forEach(i -> places.putShort(i.shortValue()));
    int placeView = view(places.array(), 0, 0);
    int valueView = view(floats(kept.stream().map(i -> values[i]).toList()), 0, 0);
    ObjectNode accessor = accessor(FLOAT, "VEC3", values.length);
    if (bounds) {
      bounds(accessor, values);
    }
    ObjectNode sparse = accessor.putObject("sparse");
    sparse.put("count", kept.size());
    sparse.putObject("indices").put("bufferView", placeView).put("componentType", USHORT);
    sparse.putObject("values").put("bufferView", valueView);
    return accessors.size() - 1;
  }

  private static void bounds(ObjectNode accessor, Vec3[] values) {
    float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    for (Vec3 v : values) {
      float[] parts = {(float) v.x(), (float) v.y(), (float) v.z()};
      for (int i = 0; i < 3; i++) {
        low[i] = Math.min(low[i], parts[i]);
        high[i] = Math.max(high[i], parts[i]);
      }
    }
    ArrayNode min = accessor.putArray("min");
    ArrayNode max = accessor.putArray("max");
    for (int i = 0; i < 3; i++) {
      min.add(low[i] + 0.0f);
      max.add(high[i] + 0.0f);
    }
  }

  private static byte[] floats(List<Vec3> values) {
    ByteBuffer out = little(values.size() * 12);
    for (Vec3 v : values) {
      out.putFloat((float) v.x()).putFloat((float) v.y()).putFloat((float) v.z());
    }
    return out.array();
  }

  static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
