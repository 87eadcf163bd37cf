package dev.afterglow.house.tape;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.house.mesh.Rotation;
import java.util.Map;

/** Lets the pictures show the gestures by name. */
public final class GestureLook {
  private GestureLook() {}

  public static Map<HumanoidBone, Rotation> turns(String gesture) {
    return Gesture.valueOf(gesture).turns();
  }
}
