package dev.afterglow.codec.vmc;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.WristPose;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes frames as VMC, a bundle a frame, which {@link VmcDecoder} and other programs read. Shapes
 * have ARKit's names with a capital; bones are Unity's, without a position; wrists are trackers
 * below a headset, without a turn. VMC has no word for the head's pose against a camera, so that is
 * left out. For one thread.
 */
public final class VmcWriter {
  private static final int LONGEST_BYTES = 16_384;
  private static final float EYES_M = 1.6f;

  private final ByteBuffer out = ByteBuffer.allocate(LONGEST_BYTES).order(ByteOrder.BIG_ENDIAN);

  /** A writer; good for any number of frames. */
  public VmcWriter() {}

  /** A frame as a datagram of at most 16 KiB; a fresh array. */
  public byte[] datagram(MotionFrame frame) {
    out.clear();
    text("#bundle");
    // The OSC time that means "now".
    out.putLong(1);
    for (ArkitShape shape : ArkitShape.values()) {
      if (frame.shapes().has(shape)) {
        int start = begin("/VMC/Ext/Blend/Val", ",sf");
        text(capital(shape.arkitName()));
        out.putFloat(frame.shapes().get(shape));
        end(start);
      }
    }
    for (Map.Entry<HumanoidBone, Rotation> bone : frame.bones().entrySet()) {
      bone(bone.getKey(), bone.getValue());
    }
    if (!frame.wrists().isEmpty()) {
      device("/VMC/Ext/Hmd/Pos", "Head", 0, 0, 0);
      frame.wrists().left().ifPresent(at -> tracker("LeftHand", at));
      frame.wrists().right().ifPresent(at -> tracker("RightHand", at));
    }
    end(begin("/VMC/Ext/Blend/Apply", ","));
    byte[] datagram = new byte[out.position()];
    out.flip().get(datagram);
    return datagram;
  }

  private void bone(HumanoidBone bone, Rotation rotation) {
    int start = begin("/VMC/Ext/Bone/Pos", ",sfffffff");
    text(unityName(bone));
    out.putFloat(0).putFloat(0).putFloat(0);
    // A mirror in the YZ plane, as in Turns.ofUnity; it is its own inverse.
    out.putFloat(rotation.x()).putFloat(-rotation.y());
    out.putFloat(-rotation.z()).putFloat(rotation.w());
    end(start);
  }

  private void tracker(String serial, WristPose at) {
    device("/VMC/Ext/Tra/Pos", serial, at.xM(), at.yM(), at.zM());
  }

  /** A device, its place against the eyes, which stand {@value #EYES_M} m above the floor. */
  private void device(String address, String serial, float x, float y, float z) {
    int start = begin(address, ",sfffffff");
    text(serial);
    out.putFloat(-x).putFloat(EYES_M + y).putFloat(z);
    out.putFloat(0).putFloat(0).putFloat(0).putFloat(1);
    end(start);
  }

  private int begin(String address, String types) {
    int start = out.position();
    out.putInt(0);
    text(address);
    text(types);
    return start;
  }

  private void end(int start) {
    out.putInt(start, out.position() - start - Integer.BYTES);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    out.put(bytes);
    for (int i = bytes.length % 4; i < 4; i++) {
      out.put((byte) 0);
    }
  }

  /** Unity counts the thumb's bones as VRM 0.x does. */
  private static String unityName(HumanoidBone bone) {
    String name = capital(bone.vrmName());
    if (name.endsWith("ThumbMetacarpal")) {
      return name.replace("Metacarpal", "Proximal");
    }
    return name.endsWith("ThumbProximal") ? name.replace("Proximal", "Intermediate") : name;
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
