package dev.afterglow.house.glb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.Dress;
import dev.afterglow.house.Presenter;
import dev.afterglow.house.body.Skeleton;
import dev.afterglow.house.mesh.Surface;
import dev.afterglow.house.mesh.Surface.Material;
import dev.afterglow.house.mesh.Surface.Morph;
import dev.afterglow.house.mesh.Vec3;
import dev.afterglow.house.mesh.Weights;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a presenter as one VRM 1.0 file: glTF 2.0 binary with sparse morph targets. Each look is a
 * scene, named by {@code AFTERGLOW_looks}; the first is the file's own, so that a viewer that knows
 * nothing of looks shows that one.
 */
public final class GlbWriter {
  private static final int MAGIC = 0x46546C67;
  private static final int JSON_CHUNK = 0x4E4F534A;
  private static final int BIN_CHUNK = 0x004E4942;

  private final Presenter presenter;
  private final HairSprings hair;
  private final ObjectMapper mapper = new ObjectMapper();
  private final ObjectNode root = mapper.createObjectNode();
  private final Map<HumanoidBone, Integer> nodes = new EnumMap<>(HumanoidBone.class);

  private GlbWriter(Presenter presenter) {
    this.presenter = presenter;
    this.hair = new HairSprings(presenter.skeleton(), presenter.hairBones());
  }

  /** The file's bytes; the same presenter gives the same bytes. */
  public static byte[] write(Presenter presenter) {
    return new GlbWriter(presenter).file();
  }

  private byte[] file() {
    ObjectNode asset = root.putObject("asset");
    asset.put("version", "2.0");
    asset.put("generator", "Afterglow house presenter");
    ArrayNode used =
        root.putArray("extensionsUsed")
            .add("VRMC_vrm")
            .add("AFTERGLOW_looks")
            .add("AFTERGLOW_part");
    root.put("scene", 0);
    GlbBuffer buffer = new GlbBuffer(root);
    ArrayNode nodeArray = root.putArray("nodes");
    bones(nodeArray);
    ArrayNode skins = root.putArray("skins");
    skin(skins.addObject(), buffer);
    used.add("VRMC_springBone");
    hair.nodes(nodeArray, node(HumanoidBone.HEAD));
    hair.skin(skins.addObject(), buffer, node(HumanoidBone.HEAD));
    materials(buffer);
    ArrayNode meshes = root.putArray("meshes");
    List<VrmExtension.Target> targets = new ArrayList<>();
    List<Integer> shared = new ArrayList<>(List.of(node(HumanoidBone.HIPS)));
    for (Surface surface : presenter.body()) {
      int node = shown(surface, surface.material().ordinal(), meshes, buffer);
      shared.add(node);
      if (!surface.morphs().isEmpty()) {
        targets.add(new VrmExtension.Target(node, List.copyOf(surface.morphs().keySet())));
      }
    }
    ObjectNode extensions = root.putObject("extensions");
    looks(extensions.putObject("AFTERGLOW_looks").put("specVersion", "1.0"), shared, buffer);
    VrmExtension.write(extensions.putObject("VRMC_vrm"), presenter.title(), nodes, targets);
    hair.write(extensions.putObject("VRMC_springBone"), nodes);
    byte[] binary = buffer.toByteArray();
    root.putArray("buffers").addObject().put("byteLength", binary.length);
    return container(json(), binary);
  }

  /** A scene a look: what all looks share, and its own clothes. */
  private void looks(ObjectNode extension, List<Integer> shared, GlbBuffer buffer) {
    ArrayNode scenes = root.putArray("scenes");
    ArrayNode looks = extension.putArray("looks");
    ArrayNode meshes = (ArrayNode) root.get("meshes");
    for (Dress dress : presenter.dresses()) {
      looks.addObject().put("name", dress.name()).put("scene", scenes.size());
      ObjectNode scene = scenes.addObject().put("name", dress.name());
      ArrayNode sceneNodes = scene.putArray("nodes");
      shared.forEach(sceneNodes::add);
      int material = Material.OUTFIT.ordinal() + presenter.dresses().indexOf(dress);
      sceneNodes.add(shown(dress.surface(), material, meshes, buffer));
    }
  }

  /** Adds a surface's mesh and the node that shows it. */
  private int shown(Surface surface, int material, ArrayNode meshes, GlbBuffer buffer) {
    ArrayNode nodeArray = (ArrayNode) root.get("nodes");
    ObjectNode node = nodeArray.addObject();
    node.put("name", surface.name());
    node.put("mesh", meshes.size());
    node.put("skin", swings(surface) ? 1 : 0);
    node.putObject("extensions")
        .putObject("AFTERGLOW_part")
        .put("specVersion", "1.0")
        .put("kind", kind(surface));
    mesh(meshes.addObject(), surface, material, buffer);
    return nodeArray.size() - 1;
  }

  /** What a part from another file takes the place of. */
  private static String kind(Surface surface) {
    return switch (surface.material()) {
      case SKIN -> surface.name().equals("Hands") ? "body" : "face";
      case EYE -> "face";
      case HAIR -> "hair";
      case OUTFIT -> "outfit";
    };
  }

  private static boolean swings(Surface surface) {
    return surface.material() == Material.HAIR;
  }

  private int node(HumanoidBone bone) {
    Integer node = nodes.get(bone);
    if (node == null) {
      throw new IllegalStateException("no node for " + bone);
    }
    return node;
  }

  private void bones(ArrayNode nodeArray) {
    Skeleton skeleton = presenter.skeleton();
    for (HumanoidBone bone : skeleton.bones()) {
      HumanoidBone parent = skeleton.parent(bone);
      Vec3 place = skeleton.place(bone);
      Vec3 local = parent == null ? place : place.minus(skeleton.place(parent));
      ObjectNode node = nodeArray.addObject();
      node.put("name", bone.vrmName());
      node.putArray("translation")
          .add((float) local.x())
          .add((float) local.y())
          .add((float) local.z());
      nodes.put(bone, nodeArray.size() - 1);
      if (parent != null) {
        ObjectNode above = (ObjectNode) nodeArray.get(node(parent));
        ArrayNode children =
            above.has("children") ? (ArrayNode) above.get("children") : above.putArray("children");
        children.add(nodeArray.size() - 1);
      }
    }
  }

  private void skin(ObjectNode skin, GlbBuffer buffer) {
    float[] inverse = new float[nodes.size() * 16];
    ArrayNode joints = skin.putArray("joints");
    int i = 0;
    for (HumanoidBone bone : presenter.skeleton().bones()) {
      Vec3 place = presenter.skeleton().place(bone);
      for (int k = 0; k < 4; k++) {
        inverse[i * 16 + k * 5] = 1;
      }
      inverse[i * 16 + 12] = (float) -place.x();
      inverse[i * 16 + 13] = (float) -place.y();
      inverse[i * 16 + 14] = (float) -place.z();
      joints.add(node(bone));
      i++;
    }
    skin.put("inverseBindMatrices", buffer.matrices(inverse));
    skin.put("skeleton", node(HumanoidBone.HIPS));
  }

  private void materials(GlbBuffer buffer) {
    root.putArray("images");
    root.putArray("textures");
    root.putArray("materials");
    root.putArray("samplers")
        .addObject()
        .put("magFilter", 9729)
        .put("minFilter", 9987)
        .put("wrapS", 33071)
        .put("wrapT", 33071);
    for (Material material : Material.values()) {
      if (material != Material.OUTFIT) {
        material(material.name(), picture(material), material, buffer);
      }
    }
    for (Dress dress : presenter.dresses()) {
      String name = Material.OUTFIT.name() + " " + dress.name();
      material(name, dress.picture().png(), Material.OUTFIT, buffer);
    }
  }

  private void material(String name, byte[] png, Material like, GlbBuffer buffer) {
    ArrayNode images = (ArrayNode) root.get("images");
    ArrayNode textures = (ArrayNode) root.get("textures");
    images
        .addObject()
        .put("name", name)
        .put("mimeType", "image/png")
        .put("bufferView", buffer.view(png, 0, 0));
    textures.addObject().put("sampler", 0).put("source", images.size() - 1);
    ObjectNode node = ((ArrayNode) root.get("materials")).addObject();
    node.put("name", name);
    ObjectNode pbr = node.putObject("pbrMetallicRoughness");
    pbr.putObject("baseColorTexture").put("index", textures.size() - 1);
    pbr.put("metallicFactor", 0.0);
    pbr.put("roughnessFactor", roughness(like));
  }

  private byte[] picture(Material material) {
    var canvas = presenter.pictures().get(material);
    if (canvas == null) {
      throw new IllegalStateException("no picture for " + material);
    }
    return canvas.png();
  }

  private static double roughness(Material material) {
    return switch (material) {
      case SKIN -> 0.62;
      case EYE -> 0.18;
      case HAIR -> 0.48;
      case OUTFIT -> 0.78;
    };
  }

  private void mesh(ObjectNode mesh, Surface surface, int material, GlbBuffer buffer) {
    mesh.put("name", surface.name());
    ObjectNode primitive = mesh.putArray("primitives").addObject();
    ObjectNode attributes = primitive.putObject("attributes");
    attributes.put("POSITION", buffer.vectors(surface.piece().points.toArray(Vec3[]::new), true));
    attributes.put("NORMAL", buffer.vectors(surface.normals(), false));
    attributes.put("TEXCOORD_0", buffer.pairs(surface.piece().uvs));
    if (swings(surface)) {
      hair.weights(attributes, surface.piece().points, buffer);
    } else {
      skinning(attributes, surface, buffer);
    }
    primitive.put("indices", buffer.indices(surface.piece().triangles));
    primitive.put("material", material);
    if (surface.morphs().isEmpty()) {
      return;
    }
    ArrayNode targets = primitive.putArray("targets");
    ArrayNode weights = mesh.putArray("weights");
    ArrayNode names = mesh.putObject("extras").putArray("targetNames");
    for (Map.Entry<ArkitShape, Morph> morph : surface.morphs().entrySet()) {
      ObjectNode target = targets.addObject();
      target.put("POSITION", buffer.sparse(morph.getValue().moves(), true));
      target.put("NORMAL", buffer.sparse(morph.getValue().turns(), false));
      weights.add(0.0);
      names.add(morph.getKey().arkitName());
    }
  }

  private void skinning(ObjectNode attributes, Surface surface, GlbBuffer buffer) {
    List<Weights> all = surface.piece().weights;
    byte[] joints = new byte[all.size() * 4];
    float[] weights = new float[joints.length];
    for (int i = 0; i < all.size(); i++) {
      float sum = 0;
      List<Map.Entry<HumanoidBone, Double>> shares = all.get(i).shares();
      for (int k = shares.size() - 1; k >= 0; k--) {
        joints[i * 4 + k] = (byte) node(shares.get(k).getKey());
        float w = k == 0 ? 1 - sum : shares.get(k).getValue().floatValue();
        weights[i * 4 + k] = w;
        sum += w;
      }
    }
    attributes.put("JOINTS_0", buffer.joints(joints));
    attributes.put("WEIGHTS_0", buffer.weights(weights));
  }

  private byte[] json() {
    try {
      return mapper.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
    }
  }

  private static byte[] container(byte[] json, byte[] binary) {
    int jsonLength = (json.length + 3) / 4 * 4;
    int total = 12 + 8 + jsonLength + 8 + binary.length;
    ByteBuffer out = GlbBuffer.little(total);
    out.putInt(MAGIC).putInt(2).putInt(total);
    out.putInt(jsonLength).putInt(JSON_CHUNK).put(json);
    while (out.position() < 20 + jsonLength) {
      out.put((byte) ' ');
    }
    out.putInt(binary.length).putInt(BIN_CHUNK).put(binary);
    return out.array();
  }
}
