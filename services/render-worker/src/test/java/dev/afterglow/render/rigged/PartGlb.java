package dev.afterglow.render.rigged;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * GLB files of flat squares on a skeleton of hips, chest and head, named as such; the order of the
 * bones in the file, the length of the spine and how its axes rest are each file's own.
 */
public final class PartGlb {
  private static final List<String> CHAIN = List.of("Hips", "Chest", "Head");

  private final List<String> order;
  private final float spine;
  private final float[] chestTurn;
  private final List<Square> squares = new ArrayList<>();

  private record Square(
      String bone, float low, float high, float z, float[] color, String kind, String morph) {}

  /**
   * @param order the bones in the order in which the file lists them
   * @param spine metres from hips to chest and from chest to head
   * @param chestTurn how the chest rests, 4 values; what hangs from it stands in the world all the
   *     same where {@code spine} puts it
   */
  public PartGlb(List<String> order, float spine, float... chestTurn) {
    this.order = List.copyOf(order);
    this.spine = spine;
    this.chestTurn = chestTurn.length == 4 ? chestTurn : new float[] {0, 0, 0, 1};
  }

  /** In the usual order, half a metre a bone. */
  public static PartGlb usual() {
    return new PartGlb(CHAIN, 0.5f);
  }

  /**
   * Adds a square that a bone moves whole.
   *
   * @param low its least x, and its least y above the bone
   * @param high its greatest
   * @param z how far before the bone
   * @param color linear red, green and blue
   * @param kind what it is a part of; empty says nothing
   * @param morph the name of a target that moves it by one metre along z; empty for none
   */
  public PartGlb square(
      String bone, float low, float high, float z, float[] color, String kind, String morph) {
    squares.add(new Square(bone, low, high, z, color, kind, morph));
    return this;
  }

  /** The file. */
  public byte[] bytes() {
    StringBuilder nodes = new StringBuilder();
    for (String bone : order) {
      nodes.append(nodes.isEmpty() ? "" : ",").append(node(bone));
    }
    StringBuilder meshes = new StringBuilder();
    StringBuilder materials = new StringBuilder();
    StringBuilder accessors = new StringBuilder(accessor(0, 5126, order.size(), "MAT4", ""));
    StringBuilder roots = new StringBuilder("" + order.indexOf("Hips"));
    ByteBuffer data = ByteBuffer.allocate(65_536).order(ByteOrder.LITTLE_ENDIAN);
    List<int[]> views = new ArrayList<>();
    views.add(new int[] {0, inverseBinds(data)});
    for (int i = 0; i < squares.size(); i++) {
      Square it = squares.get(i);
      nodes.append(",{\"mesh\":").append(i).append(",\"skin\":0,\"name\":\"square\"");
      if (!it.kind.isEmpty()) {
        nodes
            .append(",\"extensions\":{\"AFTERGLOW_part\":{\"specVersion\":\"1.0\",\"kind\":\"")
            .append(it.kind)
            .append("\"}}");
      }
      nodes.append('}');
      roots.append(',').append(order.size() + i);
      int first = 1 + i * 6;
      String targets =
          it.morph.isEmpty() ? "" : ",\"targets\":[{\"POSITION\":" + (first + 5) + "}]";
      String names =
          it.morph.isEmpty()
              ? ""
              : ",\"weights\":[0],\"extras\":{\"targetNames\":[\"" + it.morph + "\"]}";
      meshes
          .append(i == 0 ? "" : ",")
          .append("{\"primitives\":[{\"attributes\":{\"POSITION\":")
          .append(first)
          .append(",\"NORMAL\":")
          .append(first + 1)
          .append(",\"JOINTS_0\":")
          .append(first + 2)
          .append(",\"WEIGHTS_0\":")
          .append(first + 3)
          .append("},\"indices\":")
          .append(first + 4)
          .append(",\"material\":")
          .append(i)
          .append(targets)
          .append("}]")
          .append(names)
          .append('}');
      materials
          .append(i == 0 ? "" : ",")
          .append("{\"doubleSided\":true,\"extensions\":{\"KHR_materials_unlit\":{}},")
          .append("\"pbrMetallicRoughness\":{\"baseColorFactor\":")
          .append(numbers(it.color[0], it.color[1], it.color[2], 1))
          .append("}}");
      accessors.append(square(it, data, views));
    }
    StringBuilder bufferViews = new StringBuilder();
    for (int[] view : views) {
      bufferViews
          .append(bufferViews.isEmpty() ? "" : ",")
          .append("{\"buffer\":0,\"byteOffset\":")
          .append(view[0])
          .append(",\"byteLength\":")
          .append(view[1])
          .append('}');
    }
    String json =
        "{\"asset\":{\"version\":\"2.0\"},"
            + "\"extensionsUsed\":[\"KHR_materials_unlit\",\"AFTERGLOW_part\"],\"scene\":0,"
            + ("\"scenes\":[{\"nodes\":[" + roots + "]}],\"nodes\":[" + nodes + "],")
            + ("\"skins\":[{\"joints\":" + joints() + ",\"inverseBindMatrices\":0}],")
            + ("\"meshes\":[" + meshes + "],\"materials\":[" + materials + "],")
            + ("\"accessors\":[" + accessors + "],\"bufferViews\":[" + bufferViews + "],")
            + ("\"buffers\":[{\"byteLength\":" + data.position() + "}]}");
    return glb(json, data);
  }

  private String node(String bone) {
    int at = CHAIN.indexOf(bone);
    String child =
        at + 1 < CHAIN.size() ? ",\"children\":[" + order.indexOf(CHAIN.get(at + 1)) + "]" : "";
    String turn =
        bone.equals("Chest")
            ? ",\"rotation\":" + numbers(chestTurn[0], chestTurn[1], chestTurn[2], chestTurn[3])
            : "";
    float[] up = {0, at == 0 ? 1 : spine, 0};
    if (bone.equals("Head")) {
      up = turned(up, -1);
    }
    return "{\"name\":\""
        + bone
        + "\",\"translation\":"
        + numbers(up[0], up[1], up[2])
        + turn
        + child
        + "}";
  }

  /** By the chest's rest turn, or back by it. */
  private float[] turned(float[] v, int sign) {
    float[] q = {sign * chestTurn[0], sign * chestTurn[1], sign * chestTurn[2], chestTurn[3]};
    float[] out = new float[3];
    dev.afterglow.render.space.Turn.apply(q, v[0], v[1], v[2], out);
    return out;
  }

  private float height(String bone) {
    return 1 + CHAIN.indexOf(bone) * spine;
  }

  private int inverseBinds(ByteBuffer data) {
    int from = data.position();
    for (String bone : order) {
      float[] rows = new float[16];
      boolean turned = !bone.equals("Hips");
      for (int column = 0; column < 3; column++) {
        float[] axis = new float[3];
        axis[column] = 1;
        float[] local = turned ? turned(axis, -1) : axis;
        System.arraycopy(local, 0, rows, column * 4, 3);
      }
      float[] place = {0, -height(bone), 0};
      float[] local = turned ? turned(place, -1) : place;
      System.arraycopy(local, 0, rows, 12, 3);
      rows[15] = 1;
      for (float value : rows) {
        data.putFloat(value);
      }
    }
    return data.position() - from;
  }

  private String square(Square it, ByteBuffer data, List<int[]> views) {
    StringBuilder out = new StringBuilder();
    float foot = height(it.bone);
    float[][] corners = {
      {it.low, foot + it.low, it.z},
      {it.high, foot + it.low, it.z},
      {it.high, foot + it.high, it.z},
      {it.low, foot + it.high, it.z}
    };
    int at = data.position();
    for (float[] corner : corners) {
      put(data, corner);
    }
    String range =
        ",\"min\":"
            + numbers(corners[0][0], corners[0][1], it.z)
            + ",\"max\":"
            + numbers(corners[2][0], corners[2][1], it.z);
    out.append(accessor(view(views, at, data), 5126, 4, "VEC3", range));
    at = data.position();
    for (int i = 0; i < 4; i++) {
      put(data, new float[] {0, 0, 1});
    }
    out.append(accessor(view(views, at, data), 5126, 4, "VEC3", ""));
    at = data.position();
    for (int i = 0; i < 4; i++) {
      data.put((byte) order.indexOf(it.bone)).put((byte) 0).put((byte) 0).put((byte) 0);
    }
    out.append(accessor(view(views, at, data), 5121, 4, "VEC4", ""));
    at = data.position();
    for (int i = 0; i < 4; i++) {
      data.putFloat(1).putFloat(0).putFloat(0).putFloat(0);
    }
    out.append(accessor(view(views, at, data), 5126, 4, "VEC4", ""));
    at = data.position();
    for (int index : new int[] {0, 1, 2, 0, 2, 3}) {
      data.putShort((short) index);
    }
    out.append(accessor(view(views, at, data), 5123, 6, "SCALAR", ""));
    at = data.position();
    for (int i = 0; i < 4; i++) {
      put(data, new float[] {0, 0, 1});
    }
    out.append(
        accessor(view(views, at, data), 5126, 4, "VEC3", ",\"min\":[0,0,1],\"max\":[0,0,1]"));
    return out.toString();
  }

  private static void put(ByteBuffer data, float[] values) {
    for (float value : values) {
      data.putFloat(value);
    }
  }

  private static int view(List<int[]> views, int from, ByteBuffer data) {
    views.add(new int[] {from, data.position() - from});
    return views.size() - 1;
  }

  private static String accessor(int view, int type, int count, String shape, String more) {
    return (view == 0 ? "" : ",")
        + "{\"bufferView\":"
        + view
        + ",\"componentType\":"
        + type
        + ",\"count\":"
        + count
        + ",\"type\":\""
        + shape
        + "\""
        + more
        + "}";
  }

  private String joints() {
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < order.size(); i++) {
      out.append(i == 0 ? "" : ",").append(i);
    }
    return out.append(']').toString();
  }

  private static String numbers(float... values) {
    StringBuilder out = new StringBuilder("[");
    for (float value : values) {
      out.append(out.length() == 1 ? "" : ",").append(String.format(Locale.ROOT, "%.9f", value));
    }
    return out.append(']').toString();
  }

  private static byte[] glb(String json, ByteBuffer data) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 3) / 4 * 4;
    int length = data.position();
    ByteBuffer out = ByteBuffer.allocate(28 + padded + length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(padded).putInt(0x4E4F534A).put(text);
    while (out.position() < 20 + padded) {
      out.put((byte) ' ');
    }
    out.putInt(length).putInt(0x004E4942).put(data.array(), 0, length);
    return out.array();
  }
}
