package dev.afterglow.agent.golden;

import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.tape.RawTapeWriter;
import dev.afterglow.agent.tape.TapeTrack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes the tapes of the golden folder, by encoders written from the formats' descriptions.
 *
 * <p>In each, somebody opens the mouth and turns to their left: frame {@code i} of {@link #FRAMES}
 * has the weight {@link #jaw} and the turn {@link #turn}. Beside the frames stand what the format
 * knows beside motion, and one damaged copy of the middle frame.
 */
final class GoldenTapes {
  static final int FRAMES = 24;
  static final long INTERVAL_US = 33_333;

  private static final int DAMAGED = FRAMES / 2;

  private GoldenTapes() {}

  /** Jaw's weight, 0.02 to 0.94 in whole hundredths. */
  static float jaw(int frame) {
    return (2 + 4 * frame) / 100f;
  }

  /** Turn to the person's own left, radians. */
  static double turn(int frame) {
    return 0.04 * frame;
  }

  /** Writes one, over what is there. */
  static void write(Path file, SourceKind kind) throws IOException {
    Files.deleteIfExists(file);
    try (RawTapeWriter tape =
        RawTapeWriter.create(file, List.of(new TapeTrack(kind, kind.usualPort())))) {
      for (int i = 0; i < FRAMES; i++) {
        long timeUs = i * INTERVAL_US;
        if (i == DAMAGED) {
          List<byte[]> frame = frame(kind, i);
          tape.write(0, timeUs - 2_000, damaged(kind, frame.getLast()));
        }
        if (i % 8 == 4) {
          for (byte[] other : beside(kind)) {
            tape.write(0, timeUs - 1_000, other);
          }
        }
        for (byte[] datagram : frame(kind, i)) {
          tape.write(0, timeUs, datagram);
        }
      }
    }
  }

  /** The datagrams that make a frame. */
  private static List<byte[]> frame(SourceKind kind, int i) {
    return switch (kind) {
      case LIVE_LINK -> List.of(liveLink(i));
      case IFACIALMOCAP -> List.of(i % 2 == 0 ? faceText(i, "-", "_L") : faceText(i, "&", "Left"));
      case FACEMOTION3D -> List.of(faceText(i, "&", "Left"));
      case VTUBE_STUDIO -> List.of(vtubeStudio(i, true));
      case OPENSEEFACE -> List.of(openSeeFace(i, true));
      case VMC -> vmc(i);
      case MOCOPI -> List.of(mocopi(i));
      case ROKOKO -> List.of(i % 2 == 0 ? rokoko(i) : lz4(rokoko(i)));
      case XSENS -> List.of(i % 2 == 0 ? xsens(i, 2) : xsens(i, 1));
      case AXIS_NEURON -> List.of(axisNeuron(i));
      default -> throw new IllegalArgumentException(kind + " has no tape");
    };
  }

  /** What the source sends that is no frame: no face, a skeleton, a camera, the time of day. */
  private static List<byte[]> beside(SourceKind kind) {
    return switch (kind) {
      case LIVE_LINK -> List.of(liveLinkNames().array());
      case IFACIALMOCAP ->
          List.of(ascii("trackingStatus-0|jawOpen-90|=head#0,80,0,0,0,-0.4|leftEye#0,0,0|"));
      case FACEMOTION3D -> List.of(ascii("trackingStatus&0|jawOpen&90|=head#0,80,0,0,0,-0.4|"));
      case VTUBE_STUDIO -> List.of(vtubeStudio(23, false));
      case OPENSEEFACE -> List.of(openSeeFace(23, false));
      case VMC -> List.of(message("/VMC/Ext/Cam", "Camera", 0f, 1f, 2f, 0f, 0f, 0f, 1f, 60f));
      case MOCOPI -> List.of(mocopiPacket(field("skdf", field("bons", new byte[0]))));
      case XSENS -> List.of(mxtp(25, 0, 1, ascii("12:00:04.250")), mxtp(12, 0, 1, ascii("tags")));
      case AXIS_NEURON -> List.of(new byte[] {(byte) 0xFF, (byte) 0x88, 0, 0});
      default -> List.of();
    };
  }

  private static byte[] damaged(SourceKind kind, byte[] good) {
    if (kind == SourceKind.IFACIALMOCAP || kind == SourceKind.FACEMOTION3D) {
      return ascii(
          new String(good, StandardCharsets.US_ASCII).replaceFirst("head#[^,]*", "head#NaN"));
    }
    return Arrays.copyOf(good, good.length - 1);
  }

  private static byte[] liveLink(int i) {
    ByteBuffer names = liveLinkNames();
    ByteBuffer out = ByteBuffer.allocate(names.capacity() + 17 + 61 * 4);
    out.put(names.array()).putInt(i).putFloat(0.5f).putInt(30).putInt(1).put((byte) 61);
    for (int value = 0; value < 61; value++) {
      out.putFloat(value == 17 ? jaw(i) : value == 52 ? (float) turn(i) : 0);
    }
    return out.array();
  }

  private static ByteBuffer liveLinkNames() {
    byte[] device = ascii("0A1B2C3D-0000-4000-8000-000000000001");
    byte[] subject = ascii("iPhone");
    ByteBuffer out = ByteBuffer.allocate(1 + 4 + device.length + 4 + subject.length);
    return out.put((byte) 6).putInt(device.length).put(device).putInt(subject.length).put(subject);
  }

  private static byte[] faceText(int i, String separator, String left) {
    return ascii(
        String.format(
            Locale.ROOT,
            "trackingStatus%1$s1|jawOpen%1$s%2$d|mouthSmile%3$s%1$s11|tongueOut%1$s0|hapihapi%1$s0"
                + "|=head#0,%4$.5f,0,0.01,-0.02,-0.4|rightEye#1,2,0|leftEye#1,2,0|",
            separator,
            2 + 4 * i,
            left,
            Math.toDegrees(turn(i))));
  }

  private static byte[] vtubeStudio(int i, boolean found) {
    return ascii(
        String.format(
            Locale.ROOT,
            "{\"Timestamp\":%d,\"Hotkey\":-1,\"FaceFound\":%b,"
                + "\"Rotation\":{\"x\":0,\"y\":%.5f,\"z\":0},"
                + "\"Position\":{\"x\":1,\"y\":2,\"z\":-40},"
                + "\"EyeLeft\":{\"x\":0,\"y\":0,\"z\":0},\"EyeRight\":{\"x\":0,\"y\":0,\"z\":0},"
                + "\"BlendShapes\":[{\"k\":\"JawOpen\",\"v\":%.2f},{\"k\":\"EyeBlinkLeft\",\"v\":0.1}]}",
            1_000L + 33L * i,
            found,
            -Math.toDegrees(turn(i)),
            jaw(i)));
  }

  private static byte[] openSeeFace(int i, boolean fitted) {
    ByteBuffer out = ByteBuffer.allocate(1_785).order(ByteOrder.LITTLE_ENDIAN);
    out.putDouble(i / 30.0).putInt(0).putFloat(640).putFloat(360).putFloat(1).putFloat(1);
    out.put((byte) (fitted ? 1 : 0)).putFloat(3).putFloat(0).putFloat(0).putFloat(0).putFloat(1);
    out.putFloat(180).putFloat((float) -Math.toDegrees(turn(i))).putFloat(90);
    out.putFloat(0).putFloat(0).putFloat(-4);
    return out.putFloat(1_785 - 8, jaw(i)).array();
  }

  private static List<byte[]> vmc(int i) {
    float sine = (float) -Math.sin(turn(i) / 2);
    float cosine = (float) Math.cos(turn(i) / 2);
    return List.of(
        bundle(
            message("/VMC/Ext/OK", 1, 3, 0),
            message("/VMC/Ext/T", i / 30f),
            message("/VMC/Ext/Bone/Pos", "Head", 0f, 0f, 0f, 0f, sine, 0f, cosine)),
        bundle(
            message("/VMC/Ext/Blend/Val", "JawOpen", jaw(i)),
            message("/VMC/Ext/Blend/Val", "Blink_L", 0.25f),
            message("/VMC/Ext/Blend/Val", "happy", 0.5f),
            message("/VMC/Ext/Blend/Apply")));
  }

  private static byte[] mocopi(int i) {
    byte[][] joints = new byte[27][];
    for (int joint = 0; joint < joints.length; joint++) {
      double turn = joint == 0 ? turn(i) : 0;
      ByteBuffer tran = little(28);
      tran.putFloat(0).putFloat((float) Math.sin(turn / 2)).putFloat(0);
      tran.putFloat((float) Math.cos(turn / 2)).putFloat(0).putFloat(1).putFloat(2);
      byte[] number = little(2).putShort((short) joint).array();
      joints[joint] = field("btdt", field("bnid", number), field("tran", tran.array()));
    }
    byte[] number = little(4).putInt(i).array();
    byte[] time = little(4).putInt(33 * i).array();
    return mocopiPacket(
        field("fram", field("fnum", number), field("time", time), field("btrs", joints)));
  }

  private static byte[] mocopiPacket(byte[] body) {
    return joined(
        field("head", field("ftyp", ascii("sony motion format")), field("vrsn", new byte[] {1})),
        field(
            "sndf",
            field("ipad", new byte[8]),
            field("rcvp", little(2).putShort((short) 12_351).array())),
        body);
  }

  private static byte[] field(String tag, byte[]... parts) {
    byte[] inner = joined(parts);
    return little(8 + inner.length).putInt(inner.length).put(ascii(tag)).put(inner).array();
  }

  private static byte[] rokoko(int i) {
    return ascii(
        String.format(
            Locale.ROOT,
            "{\"version\":\"3,0\",\"fps\":30,\"scene\":{\"timestamp\":%.4f,\"actors\":[{"
                + "\"name\":\"a\",\"meta\":{\"hasGloves\":false,\"hasBody\":true,\"hasFace\":true},"
                + "\"body\":{\"hip\":{\"position\":{\"x\":0,\"y\":1,\"z\":0},"
                + "\"rotation\":{\"x\":0,\"y\":%.7f,\"z\":0,\"w\":%.7f}}},"
                + "\"face\":{\"jawOpen\":%d}}],\"props\":[]}}",
            i / 30.0,
            -Math.sin(turn(i) / 2),
            Math.cos(turn(i) / 2),
            2 + 4 * i));
  }

  /** An LZ4 frame of one block as it is, without sums but the header's. */
  private static byte[] lz4(byte[] content) {
    return little(15 + content.length)
        .putInt(0x184D2204)
        .put((byte) 0x60)
        .put((byte) 0x40)
        .put((byte) 0x82)
        .putInt(content.length | 0x8000_0000)
        .put(content)
        .array();
  }

  private static byte[] xsens(int i, int type) {
    ByteBuffer out = ByteBuffer.allocate(23 * (type == 2 ? 32 : 28));
    for (int segment = 1; segment <= 23; segment++) {
      out.putInt(segment).putFloat(0).putFloat(0).putFloat(1);
      if (type == 2) {
        out.putFloat((float) Math.cos(turn(i) / 2)).putFloat(0).putFloat(0);
        out.putFloat((float) Math.sin(turn(i) / 2));
      } else {
        out.putFloat(0).putFloat((float) Math.toDegrees(turn(i))).putFloat(0);
      }
    }
    return mxtp(type, i, 23, out.array());
  }

  private static byte[] mxtp(int type, int sample, int items, byte[] payload) {
    ByteBuffer out = ByteBuffer.allocate(24 + payload.length);
    out.put(ascii("MXTP" + type / 10 + type % 10)).putInt(sample).put((byte) 0x80);
    out.put((byte) items).putInt(33 * sample).put((byte) 0).put((byte) 23).put(new byte[4]);
    return out.putShort((short) payload.length).put(payload).array();
  }

  private static byte[] axisNeuron(int i) {
    ByteBuffer out = little(64 + 354 * 4).putShort((short) 0xDDFF).putInt(0x0101_0101);
    out.putShort((short) 354).put((byte) 1).put((byte) 0).putInt(0).put(new byte[32]).putInt(i);
    out.putInt(0).putInt(0).putInt(0).putShort((short) 0xEEFF);
    return out.putFloat(64 + 3 * 4, (float) Math.toDegrees(turn(i))).array();
  }

  private static byte[] bundle(byte[]... elements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(padded("#bundle"));
    out.writeBytes(ByteBuffer.allocate(8).putLong(1).array());
    for (byte[] element : elements) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(element.length).array());
      out.writeBytes(element);
    }
    return out.toByteArray();
  }

  private static byte[] message(String address, Object... arguments) {
    StringBuilder tags = new StringBuilder(",");
    List<byte[]> values = new ArrayList<>();
    for (Object argument : arguments) {
      switch (argument) {
        case String text -> {
          tags.append('s');
          values.add(padded(text));
        }
        case Integer number -> {
          tags.append('i');
          values.add(ByteBuffer.allocate(4).putInt(number).array());
        }
        case Float number -> {
          tags.append('f');
          values.add(ByteBuffer.allocate(4).putFloat(number).array());
        }
        default -> throw new IllegalArgumentException(String.valueOf(argument));
      }
    }
    return joined(padded(address), padded(tags.toString()), joined(values.toArray(byte[][]::new)));
  }

  private static byte[] padded(String text) {
    return Arrays.copyOf(ascii(text), (text.length() / 4 + 1) * 4);
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
