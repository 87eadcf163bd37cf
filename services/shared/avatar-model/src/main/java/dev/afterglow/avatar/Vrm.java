package dev.afterglow.avatar;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.ShapeAliases;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the VRM extensions of a file say.
 *
 * @param format which VRM, or plain GLB
 * @param commercialUse the metadata's verdict on commerce
 * @param shapes ARKit shapes that expressions make
 */
record Vrm(AvatarFormat format, CommercialUse commercialUse, Set<ArkitShape> shapes) {

  static Vrm read(Json document, Meshes meshes, Budget budget) throws Refusal {
    Json extensions = document.get("extensions");
    Json one = extensions.get("VRMC_vrm");
    Json zero = extensions.get("VRM");
    if (one.present()) {
      return new Vrm1(document, meshes, budget).read(one);
    }
    if (zero.present()) {
      return new Vrm0(document, meshes).read(zero);
    }
    return new Vrm(AvatarFormat.GLB, CommercialUse.UNSTATED, Set.of());
  }

  /** Collects the human bones and refuses unknown, doubled and missing ones. */
  static final class Bones {
    private final Map<HumanoidBone, Integer> nodes = new EnumMap<>(HumanoidBone.class);
    private final Set<Integer> taken = new HashSet<>();

    void add(Optional<HumanoidBone> bone, Json place, int node) throws Refusal {
      if (bone.isEmpty()) {
        throw new Refusal(AvatarRule.VRM_BONES, place.path() + " is no human bone");
      }
      if (nodes.put(bone.get(), node) != null || !taken.add(node)) {
        throw new Refusal(AvatarRule.VRM_BONES, place.path() + " stands twice");
      }
    }

    void requireComplete() throws Refusal {
      EnumSet<HumanoidBone> missing = EnumSet.noneOf(HumanoidBone.class);
      for (HumanoidBone bone : HumanoidBone.values()) {
        if (bone.required() && !nodes.containsKey(bone)) {
          missing.add(bone);
        }
      }
      if (!missing.isEmpty()) {
        throw new Refusal(AvatarRule.VRM_BONES, "missing: " + missing);
      }
    }
  }

  /** One of the words, or the file is refused. */
  static String word(Json json, String absent, Set<String> words) throws Refusal {
    if (!json.present() && !absent.isEmpty()) {
      return absent;
    }
    if (!json.present() || !words.contains(json.text())) {
      throw new Refusal(AvatarRule.VRM_META, json.path() + " is not one of " + words);
    }
    return json.text();
  }

  static Json object(Json json) throws Refusal {
    if (!json.isObject()) {
      throw new Refusal(AvatarRule.VRM_META, json.path() + " is missing");
    }
    return json;
  }

  static Optional<HumanoidBone> bone0(Json name) throws Refusal {
    return BoneAliases.findVrm0(name.text());
  }

  static void addShape(String name, List<Json> binds, Set<ArkitShape> shapes) {
    if (!binds.isEmpty()) {
      ShapeAliases.find(name).ifPresent(shapes::add);
    }
  }
}
