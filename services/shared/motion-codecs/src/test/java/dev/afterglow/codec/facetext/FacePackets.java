package dev.afterglow.codec.facetext;

import dev.afterglow.drive.ArkitShape;

/** Writes frames of text as the apps do. */
public final class FacePackets {
  private FacePackets() {}

  /** Version 1: {@code mouthSmile_L-12|…|=head#…|rightEye#…|leftEye#…|}. */
  public static String v1(int jawOpen, String head) {
    return frame("-", true, jawOpen) + "=head#" + head + "|rightEye#6,2,0|leftEye#6,-1,0|";
  }

  /** Version 2: {@code mouthSmileLeft&12|…|=|head#…|…}. */
  public static String v2(int jawOpen, String head) {
    return frame("&", false, jawOpen) + "=|leftEye#6,-1,0|head#" + head + "|rightEye#6,2,0";
  }

  private static String frame(String separator, boolean suffixes, int jawOpen) {
    StringBuilder text = new StringBuilder("trackingStatus" + separator + "1|");
    for (ArkitShape shape : ArkitShape.values()) {
      String name = shape.arkitName();
      if (suffixes && !name.matches("(jaw|mouth)(Left|Right)")) {
        name = name.replaceFirst("Left$", "_L").replaceFirst("Right$", "_R");
      }
      text.append(name).append(separator);
      text.append(shape == ArkitShape.JAW_OPEN ? jawOpen : shape.ordinal()).append('|');
    }
    return text.toString();
  }
}
