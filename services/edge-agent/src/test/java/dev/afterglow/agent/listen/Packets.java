package dev.afterglow.agent.listen;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Datagrams as phones and suits send them, written from the formats' descriptions. */
public final class Packets {
  private Packets() {}

  /** A Live Link Face frame of version 6 with one weight for all 52 shapes. */
  public static byte[] liveLink(int frame, float weight) {
    byte[] device = "0A1B2C3D-0000-4000-8000-000000000001".getBytes(StandardCharsets.US_ASCII);
    byte[] subject = "iPhone".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(300 + subject.length + 6).order(ByteOrder.BIG_ENDIAN);
    out.put((byte) 6).putInt(device.length).put(device).putInt(subject.length).put(subject);
    out.putInt(frame).putFloat(0).putInt(60).putInt(1).put((byte) 61);
    for (int i = 0; i < 61; i++) {
      out.putFloat(i < 52 ? weight : 0);
    }
    return out.array();
  }

  /** An iFacialMocap frame of version 2 with the jaw open by so many hundredths. */
  public static byte[] iFacialMocap(int jawOpen) {
    return ("jawOpen&"
            + jawOpen
            + "|eyeBlinkLeft&10|=head#1,2,3,0.1,0.2,-0.5|rightEye#0,0,0|leftEye#0,0,0|")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A VTube Studio frame. */
  public static byte[] vtubeStudio(long timestampMs, double jawOpen) {
    return String.format(
            Locale.ROOT,
            "{\"Timestamp\":%d,\"Hotkey\":-1,\"FaceFound\":true,"
                + "\"Rotation\":{\"x\":1,\"y\":2,\"z\":3},\"Position\":{\"x\":0,\"y\":0,\"z\":-40},"
                + "\"EyeLeft\":{\"x\":0,\"y\":0,\"z\":0},\"EyeRight\":{\"x\":0,\"y\":0,\"z\":0},"
                + "\"BlendShapes\":[{\"k\":\"JawOpen\",\"v\":%.3f}]}",
            timestampMs,
            jawOpen)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A VMC bundle's worth of one weight and its commit, in one OSC bundle. */
  public static byte[] vmc(float jawOpen) {
    ByteBuffer out = ByteBuffer.allocate(256).order(ByteOrder.BIG_ENDIAN);
    out.put(padded("#bundle")).putLong(1);
    byte[] address = padded("/VMC/Ext/Blend/Val");
    byte[] types = padded(",sf");
    byte[] name = padded("JawOpen");
    out.putInt(address.length + types.length + name.length + 4);
    out.put(address).put(types).put(name).putFloat(jawOpen);
    byte[] apply = padded("/VMC/Ext/Blend/Apply");
    byte[] none = padded(",");
    out.putInt(apply.length + none.length).put(apply).put(none);
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /** An Axis Neuron frame without displacement, every angle 0 but one of the hips. */
  public static byte[] axisNeuron(int frame, float hipsYDegrees) {
    int floats = 180;
    ByteBuffer out = ByteBuffer.allocate(64 + floats * 4).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0xDDFF).putInt(0x01010000).putShort((short) floats);
    out.put((byte) 0).put((byte) 0).putInt(0).put(new byte[32]).putInt(frame);
    out.putInt(0).putInt(0).putInt(0).putShort((short) 0xEEFF);
    out.position(64);
    for (int i = 0; i < floats; i++) {
      out.putFloat(i == 3 ? hipsYDegrees : 0);
    }
    return out.array();
  }

  private static byte[] padded(String text) {
    byte[] bytes = new byte[(text.length() / 4 + 1) * 4];
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(ascii, 0, bytes, 0, ascii.length);
    return bytes;
  }
}
