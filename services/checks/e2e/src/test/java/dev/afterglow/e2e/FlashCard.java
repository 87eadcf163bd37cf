package dev.afterglow.e2e;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.standalone.room.AvatarFile;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.sound.VoiceTape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An avatar that is a measuring instrument: a magenta card, from behind which a green plate comes
 * forward when {@code jawOpen} passes one half. Nothing else on the stage has either colour, so a
 * pixel of them is an avatar pixel. Its tape opens the jaw and sounds a tone at the same instants.
 */
final class FlashCard {
  static final int MOTION_HZ = 60;

  /** How long a flash and its tone last. */
  static final double FLASH_S = 0.4;

  /** One round of the tape. */
  static final double ROUND_S = 60;

  /**
   * When each flash of a round begins, seconds. No two gaps are alike, so that a few of them in a
   * recording tell which part of the tape they are.
   */
  static final List<Double> ONSETS_S = onsets();

  private static final double TONE_HZ = 1_000;

  private FlashCard() {}

  private static List<Double> onsets() {
    List<Double> onsets = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(20260101);
    // Whole sixtieths: each begins exactly at a motion frame.
    for (int frame = 30; frame < 59 * MOTION_HZ; frame += random.nextInt(66, 150)) {
      onsets.add((double) frame / MOTION_HZ);
    }
    return List.copyOf(onsets);
  }

  /** Whether the tape shows the plate at a time since its beginning. */
  static boolean isOpen(double seconds) {
    for (double onset : ONSETS_S) {
      if (seconds >= onset - 1e-6 && seconds < onset + FLASH_S - 1e-6) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where the tape began on a recording's clock, judged by where its tones are.
   *
   * @param heard onsets in the recording, seconds, in order, at least three
   */
  static double beginning(List<Double> heard) {
    double best = Double.POSITIVE_INFINITY;
    double beginning = Double.NaN;
    for (int first = 0; first < ONSETS_S.size(); first++) {
      double offset = heard.getFirst() - ONSETS_S.get(first);
      double error = 0;
      for (double onset : heard) {
        error = Math.max(error, distance(onset - offset));
      }
      if (error < best) {
        best = error;
        beginning = offset;
      }
    }
    if (best > 0.1) {
      throw new AssertionError("these are no onsets of the tape: " + heard);
    }
    return beginning;
  }

  private static double distance(double seconds) {
    double within = ((seconds % ROUND_S) + ROUND_S) % ROUND_S;
    double nearest = Double.POSITIVE_INFINITY;
    for (double onset : ONSETS_S) {
      nearest = Math.min(nearest, Math.abs(within - onset));
    }
    return nearest;
  }

  static MotionTape motion() throws TapeException {
    List<MotionFrame> frames = new ArrayList<>();
    int count = (int) Math.round(ROUND_S * MOTION_HZ);
    for (int i = 0; i < count; i++) {
      long timeUs = Math.round(i * 1e6 / MOTION_HZ);
      float jaw = isOpen(timeUs / 1e6 + 1e-9) ? 1 : 0;
      frames.add(
          new MotionFrame(
              timeUs,
              ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, jaw)),
              Optional.empty(),
              Map.of()));
    }
    return MotionTape.of(frames);
  }

  static VoiceTape voice() {
    short[] samples = new short[(int) Math.round(ROUND_S * VoiceTape.RATE_HZ)];
    for (int i = 0; i < samples.length; i++) {
      double seconds = (double) i / VoiceTape.RATE_HZ;
      if (isOpen(seconds)) {
        samples[i] = (short) Math.round(12_000 * Math.sin(2 * Math.PI * TONE_HZ * seconds));
      }
    }
    return VoiceTape.of(samples);
  }

  /** The share of magenta and green pixels in packed RGB. */
  static double share(byte[] rgb) {
    int found = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      if (isMagenta(rgb, i) || isGreen(rgb, i)) {
        found++;
      }
    }
    return found * 3.0 / rgb.length;
  }

  /** The share of green pixels in packed RGB. */
  static double greenShare(byte[] rgb) {
    int found = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      if (isGreen(rgb, i)) {
        found++;
      }
    }
    return found * 3.0 / rgb.length;
  }

  private static boolean isMagenta(byte[] rgb, int at) {
    int green = rgb[at + 1] & 0xFF;
    return (rgb[at] & 0xFF) > green + 70 && (rgb[at + 2] & 0xFF) > green + 70;
  }

  private static boolean isGreen(byte[] rgb, int at) {
    int green = rgb[at + 1] & 0xFF;
    return green > (rgb[at] & 0xFF) + 70 && green > (rgb[at + 2] & 0xFF) + 70;
  }

  /** The card as a binary glTF. */
  static AvatarFile avatar() {
    float[] card = quad(0.5f, 0);
    float[] plate = quad(0.35f, -0.05f);
    float[] move = new float[12];
    for (int i = 2; i < 12; i += 3) {
      move[i] = 0.1f;
    }
    ByteBuffer binary = ByteBuffer.allocate(5 * 48 + 12).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] part : List.of(card, normals(), plate, normals(), move)) {
      for (float value : part) {
        binary.putFloat(value);
      }
    }
    for (int index : new int[] {0, 1, 2, 0, 2, 3}) {
      binary.putShort((short) index);
    }
    return AvatarFile.of("flash-card.glb", glb(JSON, binary.array()));
  }

  private static float[] quad(float half, float z) {
    return new float[] {-half, -half, z, half, -half, z, half, half, z, -half, half, z};
  }

  private static float[] normals() {
    return new float[] {0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1};
  }

  private static final String JSON =
      """
      {"asset":{"version":"2.0","generator":"afterglow-e2e"},
       "extensionsUsed":["KHR_materials_unlit"],
       "scene":0,"scenes":[{"nodes":[0,1]}],
       "nodes":[{"name":"Card","mesh":0},{"name":"Plate","mesh":1}],
       "materials":[
        {"name":"Magenta","doubleSided":true,"extensions":{"KHR_materials_unlit":{}},
         "pbrMetallicRoughness":{"baseColorFactor":[1,0,1,1],"metallicFactor":0,"roughnessFactor":1}},
        {"name":"Green","doubleSided":true,"extensions":{"KHR_materials_unlit":{}},
         "pbrMetallicRoughness":{"baseColorFactor":[0,1,0,1],"metallicFactor":0,"roughnessFactor":1}}],
       "meshes":[
        {"name":"Card","primitives":[
         {"attributes":{"POSITION":0,"NORMAL":1},"indices":5,"material":0}]},
        {"name":"Plate","weights":[0],"extras":{"targetNames":["jawOpen"]},"primitives":[
         {"attributes":{"POSITION":2,"NORMAL":3},"indices":5,"material":1,
          "targets":[{"POSITION":4}]}]}],
       "buffers":[{"byteLength":252}],
       "bufferViews":[
        {"buffer":0,"byteOffset":0,"byteLength":240,"target":34962},
        {"buffer":0,"byteOffset":240,"byteLength":12,"target":34963}],
       "accessors":[
        {"bufferView":0,"byteOffset":0,"componentType":5126,"count":4,"type":"VEC3",
         "min":[-0.5,-0.5,0],"max":[0.5,0.5,0]},
        {"bufferView":0,"byteOffset":48,"componentType":5126,"count":4,"type":"VEC3"},
        {"bufferView":0,"byteOffset":96,"componentType":5126,"count":4,"type":"VEC3",
         "min":[-0.3499999940395355,-0.3499999940395355,-0.05000000074505806],
         "max":[0.3499999940395355,0.3499999940395355,-0.05000000074505806]},
        {"bufferView":0,"byteOffset":144,"componentType":5126,"count":4,"type":"VEC3"},
        {"bufferView":0,"byteOffset":192,"componentType":5126,"count":4,"type":"VEC3",
         "min":[0,0,0.10000000149011612],"max":[0,0,0.10000000149011612]},
        {"bufferView":1,"byteOffset":0,"componentType":5123,"count":6,"type":"SCALAR"}]}
      """;

  private static byte[] glb(String json, byte[] binary) {
    byte[] text = padded(json.getBytes(StandardCharsets.UTF_8), (byte) ' ');
    byte[] data = padded(binary, (byte) 0);
    ByteBuffer all =
        ByteBuffer.allocate(12 + 8 + text.length + 8 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    all.putInt(0x46546C67).putInt(2).putInt(all.capacity());
    all.putInt(text.length).putInt(0x4E4F534A).put(text);
    all.putInt(data.length).putInt(0x004E4942).put(data);
    return all.array();
  }

  private static byte[] padded(byte[] bytes, byte with) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(bytes);
    while (out.size() % 4 != 0) {
      out.write(with);
    }
    return out.toByteArray();
  }
}
