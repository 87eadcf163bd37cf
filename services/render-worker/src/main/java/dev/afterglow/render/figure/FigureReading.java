package dev.afterglow.render.figure;

import de.javagl.jgltf.impl.v2.GlTF;
import de.javagl.jgltf.model.GltfModel;
import de.javagl.jgltf.model.GltfModels;
import de.javagl.jgltf.model.ImageModel;
import de.javagl.jgltf.model.MaterialModel;
import de.javagl.jgltf.model.MeshModel;
import de.javagl.jgltf.model.MeshPrimitiveModel;
import de.javagl.jgltf.model.NodeModel;
import de.javagl.jgltf.model.SceneModel;
import de.javagl.jgltf.model.SkinModel;
import de.javagl.jgltf.model.TextureModel;
import de.javagl.jgltf.model.io.GltfAsset;
import de.javagl.jgltf.model.io.GltfAssetReader;
import de.javagl.jgltf.model.io.v2.GltfAssetV2;
import de.javagl.jgltf.model.v2.MaterialModelV2;
import dev.afterglow.drive.HumanoidBone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a GLB or VRM file into a {@link Model}. The bytes must have passed the project's validator:
 * this class trusts that ranges and counts are sane and only refuses what it cannot draw.
 */
public final class FigureReading {
  private static final int CLAMP_TO_EDGE = 33_071;

  private final GltfModel model;
  private final VrmReading vrm;
  private final PartReading partReading;
  private final UvPlaces uvPlaces;
  private final LookReading lookReading;
  private final Map<NodeModel, Integer> nodeIndex = new IdentityHashMap<>();
  private final Map<SkinModel, Integer> skinIndex = new IdentityHashMap<>();
  private final Map<MaterialModel, Integer> materialIndex = new IdentityHashMap<>();
  private final Map<TextureModel, Integer> pictureIndex = new IdentityHashMap<>();
  private final List<Picture> pictures = new ArrayList<>();
  private final List<FigureMesh> meshes = new ArrayList<>();
  private final Map<NodeModel, List<Integer>> meshesByNode = new IdentityHashMap<>();
  private final Map<MeshModel, List<Integer>> meshesByMesh = new IdentityHashMap<>();
  private final Map<MeshModel, List<MeshPart>> partsOnce = new HashMap<>();

  private FigureReading(GltfModel model, GlTF file) throws FigureException {
    this.model = model;
    this.partReading = new PartReading(new Accessors(model, file));
    this.uvPlaces = new UvPlaces(file);
    this.vrm = new VrmReading(JsonTree.object(model.getExtensions()));
    this.lookReading = new LookReading(model);
  }

  /**
   * Reads a whole file.
   *
   * @param glb a binary glTF 2.0 file, without outside references
   * @throws FigureException when the file cannot be read or holds nothing to draw
   */
  public static Model read(byte[] glb) throws FigureException {
    try {
      GltfAsset asset = new GltfAssetReader().readWithoutReferences(new ByteArrayInputStream(glb));
      if (!(asset instanceof GltfAssetV2 file)) {
        throw new FigureException("only glTF 2.0 is drawn");
      }
      GltfAssetV2 plain = BindMatrices.completed(PackedViews.unpacked(file));
      return new FigureReading(GltfModels.create(plain), plain.getGltf()).figure();
    } catch (IOException | RuntimeException e) {
      throw new FigureException("the avatar file could not be read", e);
    }
  }

  private Model figure() throws FigureException {
    List<FigureNode> nodes = nodes();
    List<Skin> skins = skins();
    List<Material> materials = materials();
    readMeshes(materials);
    if (meshes.isEmpty()) {
      throw new FigureException("the avatar file shows no mesh");
    }
    return new Model(
        nodes,
        meshes,
        skins,
        materials,
        pictures,
        bones(),
        vrm.expressions(places(materials)),
        new SpringReading(nodes, this::nodeAt).read(JsonTree.object(model.getExtensions())),
        ConstraintReading.read(
            model.getNodeModels().stream().map(n -> JsonTree.object(n.getExtensions())).toList(),
            this::nodeAt),
        vrm.lookAt(),
        vrm.facesBackwards(),
        lookReading.looks(meshesByNode),
        pieces());
  }

  private Map<Integer, Piece> pieces() {
    Map<Integer, Piece> out = new HashMap<>();
    meshesByNode.forEach(
        (node, places) -> {
          Map<?, ?> part = JsonTree.object(JsonTree.object(node.getExtensions()), "AFTERGLOW_part");
          Piece.named(JsonTree.text(part, "kind"))
              .ifPresent(piece -> places.forEach(mesh -> out.put(mesh, piece)));
        });
    return out;
  }

  /** Breadth first, so that parents stand before children. */
  private List<FigureNode> nodes() {
    Set<NodeModel> shown = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<NodeModel> queue = new ArrayDeque<>();
    for (SceneModel scene : lookReading.scenes()) {
      queue.addAll(scene.getNodeModels());
    }
    if (queue.isEmpty()) {
      model.getNodeModels().stream().filter(n -> n.getParent() == null).forEach(queue::add);
    }
    List<FigureNode> out = new ArrayList<>();
    while (!queue.isEmpty()) {
      NodeModel node = queue.remove();
      if (!shown.add(node)) {
        continue;
      }
      nodeIndex.put(node, out.size());
      out.add(node(node));
      queue.addAll(node.getChildren());
    }
    return out;
  }

  private FigureNode node(NodeModel node) {
    int parent = node.getParent() == null ? -1 : nodeIndex.getOrDefault(node.getParent(), -1);
    String name = node.getName() == null ? "" : node.getName();
    if (node.getMatrix() != null) {
      return Parts.decompose(name, parent, node.getMatrix());
    }
    return new FigureNode(
        name,
        parent,
        Parts.or(node.getTranslation(), 0, 0, 0),
        Parts.or(node.getRotation(), 0, 0, 0, 1),
        Parts.or(node.getScale(), 1, 1, 1));
  }

  private List<Skin> skins() throws FigureException {
    List<Skin> out = new ArrayList<>();
    for (SkinModel skin : model.getSkinModels()) {
      int count = skin.getJoints().size();
      int[] joints = new int[count];
      float[] inverse = new float[count * 16];
      float[] one = new float[16];
      for (int j = 0; j < count; j++) {
        Integer node = nodeIndex.get(skin.getJoints().get(j));
        if (node == null) {
          throw new FigureException("a skin names a joint outside of the scene");
        }
        joints[j] = node;
        System.arraycopy(skin.getInverseBindMatrix(j, one), 0, inverse, j * 16, 16);
      }
      skinIndex.put(skin, out.size());
      out.add(new Skin(joints, inverse));
    }
    return out;
  }

  private List<Material> materials() throws FigureException {
    List<Material> out = new ArrayList<>();
    for (MaterialModel material : model.getMaterialModels()) {
      materialIndex.put(material, out.size());
      out.add(
          material instanceof MaterialModelV2 pbr ? material(pbr, out.size()) : Material.plain());
    }
    out.add(Material.plain());
    return out;
  }

  private Material material(MaterialModelV2 m, int index) throws FigureException {
    Map<?, ?> extensions = JsonTree.object(m.getExtensions());
    Toon toon = toon(JsonTree.object(extensions, "VRMC_materials_mtoon"), vrm.toon0(index));
    boolean flat = extensions.containsKey("KHR_materials_unlit");
    return new Material(
        m.getName() == null ? "" : m.getName(),
        m.getBaseColorFactor(),
        picture(m.getBaseColorTexture()),
        m.getMetallicFactor(),
        m.getRoughnessFactor(),
        emission(m.getEmissiveFactor(), extensions),
        new Maps(
            picture(m.getNormalTexture()),
            m.getNormalScale(),
            picture(m.getEmissiveTexture()),
            picture(m.getOcclusionTexture()),
            m.getOcclusionStrength(),
            picture(m.getMetallicRoughnessTexture()),
            uvPlaces.of(index).slots()),
        switch (m.getAlphaMode()) {
          case OPAQUE -> Material.Alpha.OPAQUE;
          case MASK -> Material.Alpha.MASK;
          case BLEND -> Material.Alpha.BLEND;
        },
        m.getAlphaCutoff(),
        m.isDoubleSided(),
        toon != null ? Material.Look.TOON : flat ? Material.Look.FLAT : Material.Look.LIT,
        toon);
  }

  private @Nullable Toon toon(Map<?, ?> one, Map<?, ?> zero) throws FigureException {
    if (one.isEmpty() && zero.isEmpty()) {
      return null;
    }
    List<TextureModel> textures = model.getTextureModels();
    for (int texture : ToonReading.textures(one, zero)) {
      if (texture >= 0 && texture < textures.size()) {
        picture(textures.get(texture));
      }
    }
    ToonReading reading =
        new ToonReading(
            t ->
                t < 0 || t >= textures.size()
                    ? -1
                    : pictureIndex.getOrDefault(textures.get(t), -1));
    return one.isEmpty() ? reading.zero(zero) : reading.one(one);
  }

  private static float[] emission(float[] factor, Map<?, ?> extensions) {
    Map<?, ?> more = JsonTree.object(extensions, "KHR_materials_emissive_strength");
    float strength = JsonTree.number(more, "emissiveStrength", 1);
    return new float[] {factor[0] * strength, factor[1] * strength, factor[2] * strength};
  }

  private int picture(@Nullable TextureModel texture) throws FigureException {
    if (texture == null) {
      return -1;
    }
    Integer known = pictureIndex.get(texture);
    if (known != null) {
      return known;
    }
    ImageModel image = texture.getImageModel();
    if (image == null || image.getImageData() == null) {
      return -1;
    }
    boolean repeatU = texture.getWrapS() == null || texture.getWrapS() != CLAMP_TO_EDGE;
    boolean repeatV = texture.getWrapT() == null || texture.getWrapT() != CLAMP_TO_EDGE;
    pictures.add(PictureReading.decode(image.getImageData(), repeatU, repeatV));
    pictureIndex.put(texture, pictures.size() - 1);
    return pictures.size() - 1;
  }

  private void readMeshes(List<Material> materials) throws FigureException {
    for (NodeModel node : nodeIndex.keySet().stream().sorted(this::byIndex).toList()) {
      for (MeshModel mesh : node.getMeshModels()) {
        int skin = node.getSkinModel() == null ? -1 : skinIndex.get(node.getSkinModel());
        List<String> names = morphNames(mesh);
        float[] rest = new float[names.size()];
        float[] given = node.getWeights() != null ? node.getWeights() : mesh.getWeights();
        if (given != null) {
          System.arraycopy(given, 0, rest, 0, Math.min(rest.length, given.length));
        }
        List<MeshPart> parts = parts(mesh, names.size(), materials.size() - 1);
        meshesByNode.computeIfAbsent(node, n -> new ArrayList<>()).add(meshes.size());
        meshesByMesh.computeIfAbsent(mesh, n -> new ArrayList<>()).add(meshes.size());
        meshes.add(new FigureMesh(indexOf(node), skin, names, rest, parts));
      }
    }
  }

  private int byIndex(NodeModel a, NodeModel b) {
    return Integer.compare(indexOf(a), indexOf(b));
  }

  private int indexOf(NodeModel node) {
    return nodeIndex.getOrDefault(node, -1);
  }

  private List<MeshPart> parts(MeshModel mesh, int morphCount, int plain) throws FigureException {
    List<MeshPart> known = partsOnce.get(mesh);
    if (known != null) {
      return known;
    }
    List<MeshPart> parts = new ArrayList<>();
    for (MeshPrimitiveModel primitive : mesh.getMeshPrimitiveModels()) {
      int material = materialIndex.getOrDefault(primitive.getMaterialModel(), plain);
      parts.add(partReading.read(primitive, material, morphCount, uvPlaces.of(material).places()));
    }
    partsOnce.put(mesh, parts);
    return parts;
  }

  private static List<String> morphNames(MeshModel mesh) {
    int count =
        mesh.getMeshPrimitiveModels().stream().mapToInt(p -> p.getTargets().size()).max().orElse(0);
    List<?> given = JsonTree.list(JsonTree.object(mesh.getExtras()), "targetNames");
    if (given.isEmpty() && !mesh.getMeshPrimitiveModels().isEmpty()) {
      given =
          JsonTree.list(
              JsonTree.object(mesh.getMeshPrimitiveModels().getFirst().getExtras()), "targetNames");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(i < given.size() ? String.valueOf(given.get(i)) : "");
    }
    return names;
  }

  private Map<HumanoidBone, Integer> bones() {
    Map<HumanoidBone, Integer> out = new EnumMap<>(HumanoidBone.class);
    vrm.bones()
        .forEach(
            (bone, node) -> {
              if (nodeAt(node) >= 0) {
                out.put(bone, nodeAt(node));
              }
            });
    return out;
  }

  /** From the file's numbering to the figure's; -1 where the scene shows no such node. */
  private int nodeAt(int node) {
    return node < 0 || node >= model.getNodeModels().size()
        ? -1
        : indexOf(model.getNodeModels().get(node));
  }

  private ExpressionReading.Places places(List<Material> materials) {
    return new ExpressionReading.Places() {
      @Override
      public List<Integer> byNode(int node) {
        return node < 0 || node >= model.getNodeModels().size()
            ? List.of()
            : meshesByNode.getOrDefault(model.getNodeModels().get(node), List.of());
      }

      @Override
      public List<Integer> byMesh(int mesh) {
        return mesh < 0 || mesh >= model.getMeshModels().size()
            ? List.of()
            : meshesByMesh.getOrDefault(model.getMeshModels().get(mesh), List.of());
      }

      @Override
      public int materials() {
        return materials.size();
      }

      @Override
      public List<Integer> byName(String material) {
        return IntStream.range(0, materials.size())
            .filter(m -> !material.isEmpty() && materials.get(m).name().equals(material))
            .boxed()
            .toList();
      }
    };
  }

  /** Pieces of a node's transform. */
  private static final class Parts {
    private Parts() {}

    static float[] or(float @Nullable [] given, float... otherwise) {
      return given == null ? otherwise : given.clone();
    }

    static FigureNode decompose(String name, int parent, float[] m) {
      float[] rotation = new float[4];
      dev.afterglow.render.space.Turn.ofMatrix(m, 0, rotation);
      return new FigureNode(
          name,
          parent,
          new float[] {m[12], m[13], m[14]},
          rotation,
          new float[] {length(m, 0), length(m, 4), length(m, 8)});
    }

    private static float length(float[] m, int at) {
      return (float)
          Math.sqrt((double) m[at] * m[at] + m[at + 1] * m[at + 1] + m[at + 2] * m[at + 2]);
    }
  }
}
