package dev.afterglow.drive;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one table by which names from files and wires become {@link HumanoidBone}s.
 *
 * <p>It knows the names of VRM 1.0 ({@code leftThumbMetacarpal}), of VRM 0.x where they differ
 * ({@code leftThumbProximal} then meant the metacarpal, so 0.x has a look-up of its own) and of
 * Unity's HumanBodyBones, which VMC sends ({@code LeftUpperArm}) and which count the thumb as 0.x
 * does: {@code LeftThumbProximal} is the metacarpal. No other spelling matches.
 */
public final class BoneAliases {
  private static final Map<String, HumanoidBone> VRM0 = vrm0();
  private static final Map<String, HumanoidBone> VRM1 = vrm1();

  private BoneAliases() {}

  /** The bone that VRM 1.0, or Unity in its capitalised spelling, calls by that name. */
  public static Optional<HumanoidBone> find(String name) {
    return Optional.ofNullable(VRM1.get(name));
  }

  /** The bone that a VRM 0.x file calls by that name; only the thumbs differ. */
  public static Optional<HumanoidBone> findVrm0(String name) {
    return Optional.ofNullable(VRM0.get(name));
  }

  private static Map<String, HumanoidBone> vrm1() {
    Map<String, HumanoidBone> table = new HashMap<>();
    for (HumanoidBone bone : HumanoidBone.values()) {
      String name = bone.vrmName();
      table.put(name, bone);
      table.put(capital(name), bone);
    }
    for (String thumb : List.of("leftThumb", "rightThumb")) {
      for (String part : List.of("Proximal", "Intermediate", "Distal")) {
        findVrm0(thumb + part).ifPresent(bone -> table.put(capital(thumb + part), bone));
      }
    }
    return Collections.unmodifiableMap(table);
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Map<String, HumanoidBone> vrm0() {
    Map<String, HumanoidBone> table = new HashMap<>();
    for (HumanoidBone bone : HumanoidBone.values()) {
      table.put(bone.vrmName(), bone);
    }
    table.remove("leftThumbMetacarpal");
    table.remove("rightThumbMetacarpal");
    table.put("leftThumbProximal", HumanoidBone.LEFT_THUMB_METACARPAL);
    table.put("leftThumbIntermediate", HumanoidBone.LEFT_THUMB_PROXIMAL);
    table.put("rightThumbProximal", HumanoidBone.RIGHT_THUMB_METACARPAL);
    table.put("rightThumbIntermediate", HumanoidBone.RIGHT_THUMB_PROXIMAL);
    return Collections.unmodifiableMap(table);
  }
}
