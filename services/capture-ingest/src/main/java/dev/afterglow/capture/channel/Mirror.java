package dev.afterglow.capture.channel;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.WristPose;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** Turns a mirror's left and right into the person's own: a reflection in the YZ plane. */
public final class Mirror {
  private static final Map<ArkitShape, ArkitShape> SHAPES =
      table(ArkitShape.class, ArkitShape::arkitName);
  private static final Map<HumanoidBone, HumanoidBone> BONES =
      table(HumanoidBone.class, HumanoidBone::vrmName);

  private Mirror() {}

  /** The shape on the other side; one without a side is its own. */
  public static ArkitShape of(ArkitShape shape) {
    return SHAPES.getOrDefault(shape, shape);
  }

  /** The bone on the other side; one without a side is its own. */
  public static HumanoidBone of(HumanoidBone bone) {
    return BONES.getOrDefault(bone, bone);
  }

  /** The same turn seen in the mirror. */
  public static Rotation of(Rotation rotation) {
    return new Rotation(rotation.x(), -rotation.y(), -rotation.z(), rotation.w());
  }

  /** The same pose seen in the mirror. */
  public static HeadPose of(HeadPose pose) {
    return new HeadPose(of(pose.rotation()), -pose.xCm(), pose.yCm(), pose.zCm());
  }

  /** The same wrist seen in the mirror, where it is the other one. */
  public static WristPose of(WristPose pose) {
    return new WristPose(-pose.xM(), pose.yM(), pose.zM(), pose.turn().map(Mirror::of));
  }

  private static <E extends Enum<E>> Map<E, E> table(Class<E> type, Function<E, String> name) {
    Map<E, E> table = new EnumMap<>(type);
    for (E here : type.getEnumConstants()) {
      String other = otherSide(name.apply(here));
      for (E there : type.getEnumConstants()) {
        if (name.apply(there).equals(other)) {
          table.put(here, there);
        }
      }
    }
    return table;
  }

  private static String otherSide(String name) {
    if (name.endsWith("Left")) {
      return name.substring(0, name.length() - 4) + "Right";
    }
    if (name.endsWith("Right")) {
      return name.substring(0, name.length() - 5) + "Left";
    }
    if (name.startsWith("left")) {
      return "right" + name.substring(4);
    }
    return name.startsWith("right") ? "left" + name.substring(5) : name;
  }
}
