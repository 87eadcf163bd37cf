package dev.afterglow.codec.vmc;

import dev.afterglow.codec.NameTable;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.BoneAliases;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.ShapeAliases;
import java.util.HashMap;
import java.util.Map;

/** The names on the wire. All are case-sensitive. */
final class VmcNames {
  /** The messages that matter here; every other address is passed over. */
  enum Address {
    BLEND_VALUE,
    BLEND_APPLY,
    BONE,
    HEADSET,
    TRACKER,
    STATE,
    TIME
  }

  /** Where a device is worn. */
  enum Tracker {
    EYES,
    LEFT_WRIST,
    RIGHT_WRIST
  }

  static final NameTable<Address> ADDRESSES =
      NameTable.of(
          Map.of(
              "/VMC/Ext/Blend/Val", Address.BLEND_VALUE,
              "/VMC/Ext/Blend/Apply", Address.BLEND_APPLY,
              "/VMC/Ext/Bone/Pos", Address.BONE,
              "/VMC/Ext/Hmd/Pos", Address.HEADSET,
              "/VMC/Ext/Con/Pos", Address.TRACKER,
              "/VMC/Ext/Tra/Pos", Address.TRACKER,
              "/VMC/Ext/OK", Address.STATE,
              "/VMC/Ext/T", Address.TIME));

  /**
   * What a controller or tracker is on, by the serial that it is sent under: Unity's bone names.
   */
  static final NameTable<Tracker> TRACKERS =
      NameTable.of(
          Map.of(
              "Head", Tracker.EYES,
              "LeftHand", Tracker.LEFT_WRIST,
              "RightHand", Tracker.RIGHT_WRIST));

  static final NameTable<ArkitShape> SHAPES = NameTable.of(ShapeAliases.all());

  static final NameTable<VrmExpression> EXPRESSIONS = NameTable.of(expressions());

  static final NameTable<HumanoidBone> BONES = NameTable.of(bones());

  private VmcNames() {}

  private static Map<String, VrmExpression> expressions() {
    Map<String, VrmExpression> table = new HashMap<>();
    for (VrmExpression expression : VrmExpression.values()) {
      expression.names().forEach(name -> table.put(name, expression));
    }
    return table;
  }

  /**
   * Unity's HumanBodyBones. Their thumbs are counted as VRM 0.x does: Unity's {@code
   * LeftThumbProximal} is VRM 1.0's metacarpal.
   */
  private static Map<String, HumanoidBone> bones() {
    Map<String, HumanoidBone> table = new HashMap<>();
    for (HumanoidBone named : HumanoidBone.values()) {
      putUnity(table, named.vrmName());
    }
    putUnity(table, "leftThumbIntermediate");
    putUnity(table, "rightThumbIntermediate");
    return table;
  }

  private static void putUnity(Map<String, HumanoidBone> table, String vrm0Name) {
    String unity = Character.toUpperCase(vrm0Name.charAt(0)) + vrm0Name.substring(1);
    BoneAliases.findVrm0(vrm0Name).ifPresent(bone -> table.put(unity, bone));
  }
}
