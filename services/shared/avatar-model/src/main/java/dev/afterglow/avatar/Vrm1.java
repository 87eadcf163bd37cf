package dev.afterglow.avatar;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** VRM 1.0, the extensions {@code VRMC_*}: metadata, bones, expressions, springs, constraints. */
final class Vrm1 {
  private static final String LICENCE = "https://vrm.dev/licenses/1.0/";
  private static final int MAX_ITEMS = 4_096;

  private final Json document;
  private final List<Json> nodes;
  private final int materials;
  private final Meshes meshes;
  private final Budget budget;

  Vrm1(Json document, Meshes meshes, Budget budget) throws Refusal {
    this.document = document;
    this.nodes = document.get("nodes").items();
    this.materials = document.get("materials").items().size();
    this.meshes = meshes;
    this.budget = budget;
  }

  Vrm read(Json vrm) throws Refusal {
    Vrm.word(vrm.get("specVersion"), "", Set.of("1.0"));
    CommercialUse commerce = meta(Vrm.object(vrm.get("meta")));
    Vrm.Bones bones = new Vrm.Bones();
    for (Map.Entry<String, Json> bone :
        vrm.get("humanoid").get("humanBones").members().entrySet()) {
      Json node = bone.getValue().get("node");
      bones.add(BoneAliases.find(bone.getKey()), bone.getValue(), node.reference(nodes.size()));
    }
    bones.requireComplete();
    Set<ArkitShape> shapes = EnumSet.noneOf(ArkitShape.class);
    expressions(vrm.get("expressions").get("preset"), shapes);
    expressions(vrm.get("expressions").get("custom"), shapes);
    for (Json annotation : vrm.get("firstPerson").items("meshAnnotations", MAX_ITEMS)) {
      annotation.get("node").reference(nodes.size());
    }
    springs(document.get("extensions").get("VRMC_springBone"));
    constraints();
    return new Vrm(AvatarFormat.VRM_1, commerce, shapes);
  }

  private CommercialUse meta(Json meta) throws Refusal {
    if (meta.get("name").text("").isBlank()) {
      throw new Refusal(AvatarRule.VRM_META, meta.path() + "/name is missing");
    }
    List<Json> authors = meta.items("authors", MAX_ITEMS);
    if (authors.isEmpty() || authors.getFirst().text().isBlank()) {
      throw new Refusal(AvatarRule.VRM_META, meta.path() + "/authors is missing");
    }
    Vrm.word(meta.get("licenseUrl"), "", Set.of(LICENCE));
    meta.get("thumbnailImage").optionalReference(document.get("images").items().size());
    String wearer =
        Vrm.word(
            meta.get("avatarPermission"),
            "onlyAuthor",
            Set.of("onlyAuthor", "onlySeparatelyLicensedPerson", "everyone"));
    if (!wearer.equals("everyone")) {
      budget.warn(AvatarWarning.Kind.WEARER_RESTRICTED, "avatarPermission " + wearer);
    }
    String commerce =
        Vrm.word(
            meta.get("commercialUsage"),
            "personalNonProfit",
            Set.of("personalNonProfit", "personalProfit", "corporation"));
    return commerce.equals("corporation") ? CommercialUse.ALLOWED : CommercialUse.FORBIDDEN;
  }

  private void expressions(Json expressions, Set<ArkitShape> shapes) throws Refusal {
    for (Map.Entry<String, Json> expression : expressions.members().entrySet()) {
      List<Json> binds = expression.getValue().items("morphTargetBinds", MAX_ITEMS);
      for (Json bind : binds) {
        int mesh =
            nodes
                .get(bind.get("node").reference(nodes.size()))
                .get("mesh")
                .optionalReference(meshes.count());
        bind.get("index").reference(mesh < 0 ? 0 : meshes.morphCount(mesh));
        bind.get("weight").number();
      }
      for (String kind : List.of("materialColorBinds", "textureTransformBinds")) {
        for (Json bind : expression.getValue().items(kind, MAX_ITEMS)) {
          bind.get("material").reference(materials);
        }
      }
      Vrm.addShape(expression.getKey(), binds, shapes);
    }
  }

  private void springs(Json springs) throws Refusal {
    List<Json> colliders = springs.items("colliders", MAX_ITEMS);
    for (Json collider : colliders) {
      collider.get("node").reference(nodes.size());
    }
    List<Json> groups = springs.items("colliderGroups", MAX_ITEMS);
    for (Json group : groups) {
      for (Json collider : group.items("colliders", MAX_ITEMS)) {
        collider.reference(colliders.size());
      }
    }
    for (Json spring : springs.items("springs", MAX_ITEMS)) {
      spring.get("center").optionalReference(nodes.size());
      for (Json joint : spring.items("joints", MAX_ITEMS)) {
        joint.get("node").reference(nodes.size());
      }
      for (Json group : spring.items("colliderGroups", MAX_ITEMS)) {
        group.reference(groups.size());
      }
    }
  }

  private void constraints() throws Refusal {
    for (Json node : nodes) {
      Json constraint = node.get("extensions").get("VRMC_node_constraint").get("constraint");
      for (String kind : List.of("roll", "aim", "rotation")) {
        if (constraint.get(kind).present()) {
          constraint.get(kind).get("source").reference(nodes.size());
        }
      }
    }
  }
}
