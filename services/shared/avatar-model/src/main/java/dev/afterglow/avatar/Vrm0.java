package dev.afterglow.avatar;

import dev.afterglow.drive.ArkitShape;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** VRM 0.x, the extension {@code VRM}: metadata, bones, expressions and springs. */
final class Vrm0 {
  private static final Set<String> ALLOWANCE = Set.of("Allow", "Disallow");
  private static final Set<String> WEARERS =
      Set.of("Everyone", "OnlyAuthor", "ExplicitlyLicensedPerson");
  private static final int MAX_ITEMS = 4_096;

  private final int nodes;
  private final int textures;
  private final Meshes meshes;

  Vrm0(Json document, Meshes meshes) throws Refusal {
    this.nodes = document.get("nodes").items().size();
    this.textures = document.get("textures").items().size();
    this.meshes = meshes;
  }

  Vrm read(Json vrm) throws Refusal {
    CommercialUse commerce = meta(Vrm.object(vrm.get("meta")));
    bones(vrm.get("humanoid"));
    Set<ArkitShape> shapes = expressions(vrm.get("blendShapeMaster"));
    springs(vrm.get("secondaryAnimation"));
    for (Json annotation : vrm.get("firstPerson").items("meshAnnotations", MAX_ITEMS)) {
      orNone(annotation.get("mesh"), meshes.count());
    }
    orNone(vrm.get("firstPerson").get("firstPersonBone"), nodes);
    for (Json material : vrm.items("materialProperties", MAX_ITEMS)) {
      for (Map.Entry<String, Json> texture :
          material.get("textureProperties").members().entrySet()) {
        orNone(texture.getValue(), textures);
      }
    }
    return new Vrm(AvatarFormat.VRM_0, commerce, shapes);
  }

  private CommercialUse meta(Json meta) throws Refusal {
    Vrm.word(meta.get("allowedUserName"), "", WEARERS);
    Vrm.word(meta.get("violentUssageName"), "", ALLOWANCE);
    Vrm.word(meta.get("sexualUssageName"), "", ALLOWANCE);
    if (meta.get("licenseName").text("").isEmpty()) {
      throw new Refusal(AvatarRule.VRM_META, meta.path() + "/licenseName is missing");
    }
    orNone(meta.get("texture"), textures);
    String commerce = Vrm.word(meta.get("commercialUssageName"), "", ALLOWANCE);
    return commerce.equals("Allow") ? CommercialUse.ALLOWED : CommercialUse.FORBIDDEN;
  }

  private void bones(Json humanoid) throws Refusal {
    Vrm.Bones bones = new Vrm.Bones();
    for (Json bone : humanoid.items("humanBones", MAX_ITEMS)) {
      bones.add(Vrm.bone0(bone.get("bone")), bone, bone.get("node").reference(nodes));
    }
    bones.requireComplete();
  }

  private Set<ArkitShape> expressions(Json master) throws Refusal {
    Set<ArkitShape> shapes = EnumSet.noneOf(ArkitShape.class);
    for (Json group : master.items("blendShapeGroups", MAX_ITEMS)) {
      List<Json> binds = group.items("binds", MAX_ITEMS);
      for (Json bind : binds) {
        int mesh = bind.get("mesh").reference(meshes.count());
        bind.get("index").reference(meshes.morphCount(mesh));
        bind.get("weight").number();
      }
      Vrm.addShape(group.get("name").text(""), binds, shapes);
    }
    return shapes;
  }

  private void springs(Json springs) throws Refusal {
    List<Json> colliders = springs.items("colliderGroups", MAX_ITEMS);
    for (Json collider : colliders) {
      orNone(collider.get("node"), nodes);
    }
    for (Json group : springs.items("boneGroups", MAX_ITEMS)) {
      orNone(group.get("center"), nodes);
      for (Json bone : group.items("bones", MAX_ITEMS)) {
        bone.reference(nodes);
      }
      for (Json collider : group.items("colliderGroups", MAX_ITEMS)) {
        collider.reference(colliders.size());
      }
    }
  }

  /** VRM 0.x writes -1 for none. */
  private static void orNone(Json reference, int size) throws Refusal {
    if (reference.present() && reference.integer(-1, Integer.MAX_VALUE) >= 0) {
      reference.reference(size);
    }
  }
}
