package dev.afterglow.tape.vrma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.tape.FileFuzz;
import dev.afterglow.tape.MotionTape;
import dev.afterglow.tape.SharedFolder;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VrmaTapeTest {
  private static final float HALF = (float) Math.sqrt(0.5);

  /**
   * Hips that rest a quarter about X and do not move; an arm that rests a quarter about Z and turns
   * by a quarter about its own X in a second; a mouth that opens.
   */
  private static final String DOCUMENT =
      """
      {"asset":{"version":"2.0"},"extensionsUsed":["VRMC_vrm_animation"],
       "extensions":{"VRMC_vrm_animation":{"specVersion":"1.0",
        "humanoid":{"humanBones":{"hips":{"node":0},"leftUpperArm":{"node":2}}},
        "expressions":{"preset":{"aa":{"node":3}},"custom":{"browInnerUp":{"node":4},"Sparkle":{"node":4}}}}},
       "nodes":[{"rotation":[0.70710678,0,0,0.70710678],"children":[1]},
        {"children":[2]},{"rotation":[0,0,0.70710678,0.70710678]},{},{}],
       "animations":[{"samplers":[{"input":0,"output":1},{"input":0,"output":2,"interpolation":"STEP"}],
        "channels":[{"sampler":0,"target":{"node":2,"path":"rotation"}},
         {"sampler":1,"target":{"node":3,"path":"translation"}}]}],
       "bufferViews":[{"buffer":0,"byteLength":8},{"buffer":0,"byteOffset":8,"byteLength":32},
        {"buffer":0,"byteOffset":40,"byteLength":24}],
       "accessors":[{"bufferView":0,"componentType":5126,"count":2,"type":"SCALAR"},
        {"bufferView":1,"componentType":5126,"count":2,"type":"VEC4"},
        {"bufferView":2,"componentType":5126,"count":2,"type":"VEC3"}],
       "buffers":[{"byteLength":64}]}
      """;

  // The arm's rest, then its rest times a quarter about X; the mouth at 0.5, then 1.
  private static final float[] NUMBERS = {
    0, 1, 0, 0, HALF, HALF, 0.5f, 0.5f, 0.5f, 0.5f, 0.5f, 0, 0, 1, 0, 0
  };

  @TempDir Path folder;

  @Test
  void shouldGiveTurnFromTposeWhenNodesRestTurned() throws Exception {
    // Given
    Path file = Files.write(folder.resolve("wave.vrma"), glb(DOCUMENT, NUMBERS));

    // When
    MotionTape tape = MotionTape.read(file);

    // Then
    // The turn is about the arm's X, which the rest of hips and arm turns to the common frame's Z.
    List<MotionFrame> frames = tape.toList();
    assertThat(frames).hasSize(VrmaTape.RATE_HZ + 1);
    near(frames.getFirst(), HumanoidBone.LEFT_UPPER_ARM, 0, 0, 0, 1);
    near(frames.getFirst(), HumanoidBone.HIPS, 0, 0, 0, 1);
    near(frames.getLast(), HumanoidBone.LEFT_UPPER_ARM, 0, 0, HALF, HALF);
    float sine = (float) Math.sin(Math.PI / 8);
    near(frames.get(15), HumanoidBone.LEFT_UPPER_ARM, 0, 0, sine, (float) Math.cos(Math.PI / 8));
  }

  @Test
  void shouldGiveShapesWhenExpressionsMove() throws Exception {
    // When
    List<MotionFrame> frames = VrmaTape.of(glb(DOCUMENT, NUMBERS)).toList();

    // Then
    assertThat(frames.getFirst().shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(frames.get(29).shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(0.5f);
    assertThat(frames.getLast().shapes().get(ArkitShape.JAW_OPEN)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "VRMC_vrm_animation\":{\"spec|VRMC_other\":{\"spec|UNKNOWN_FORMAT",
        "\"leftUpperArm\"|\"leftWing\"|UNKNOWN_BONE",
        "\"node\":2}}}|\"node\":99}}}|MALFORMED",
        "\"children\":[1]|\"children\":[0]|MALFORMED",
        "\"children\":[2]|\"children\":[0]|MALFORMED",
        "\"byteOffset\":40|\"byteOffset\":60|MALFORMED",
        "\"byteOffset\":40|\"byteOffset\":-1|MALFORMED",
        "\"count\":2,\"type\":\"VEC4\"|\"count\":2147483647,\"type\":\"VEC4\"|MALFORMED",
        "\"componentType\":5126,\"count\":2,\"type\":\"VEC3\"|\"componentType\":5123,\"count\":2,\"type\":\"VEC3\"|MALFORMED",
        "\"STEP\"|\"WOBBLE\"|MALFORMED",
        "\"sampler\":1|\"sampler\":7|MALFORMED",
        "\"input\":0,\"output\":1|\"input\":1,\"output\":1|MALFORMED",
        "[0.70710678,0,0|[0.70710678,0|MALFORMED",
        "\"animations\"|\"dances\"|MALFORMED"
      })
  void shouldNameFaultWhenDocumentIsBroken(String good, String bad, TapeFault fault) {
    assertThat(DOCUMENT).contains(good);
    assertThatExceptionOfType(TapeException.class)
        .isThrownBy(() -> VrmaTape.of(glb(DOCUMENT.replace(good, bad), NUMBERS)))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  @Test
  void shouldNameFaultWhenNumbersCannotBe() {
    fails(0, Float.NaN, TapeFault.NOT_A_NUMBER);
    fails(1, 0f, TapeFault.TIME_RAN_BACKWARDS);
    fails(1, 1e9f, TapeFault.TOO_LONG);
    fails(5, 40f, TapeFault.OUT_OF_RANGE);
  }

  @Test
  void shouldFollowSplineWhenSamplerIsCubic() throws Exception {
    // Given
    // From 0 to 1 without a slope at either end.
    Track track =
        new Track(new float[] {0, 1}, new float[] {0, 0, 0, 0, 1, 0}, 1, Track.Curve.CUBICSPLINE);

    // Then
    assertThat(track.at(0.25, false)[0]).isCloseTo(0.15625, within(1e-9));
    assertThat(track.at(0.5, false)[0]).isCloseTo(0.5, within(1e-9));
    assertThat(track.at(-1, false)[0]).isZero();
    assertThat(track.at(2, false)[0]).isEqualTo(1);
  }

  @Test
  void shouldEitherReadOrNameTheFaultWhenFuzzed() throws Exception {
    FileFuzz.run(
        glb(DOCUMENT, NUMBERS), file -> VrmaTape.of(file).open(), VrmaTapeTest::withItsLength);
  }

  @Test
  void shouldReadRealFilesWhenDataIsThere() throws Exception {
    // Given
    Path idle = SharedFolder.file("mocap/chatvrm-vrma/idle_loop.vrma");
    Path sample = SharedFolder.file("mocap/three-vrm-vrma/test.vrma");

    // When
    MotionTape first = MotionTape.read(idle);
    MotionTape second = MotionTape.read(sample);

    // Then
    assertThat(first.header().frames()).isEqualTo(312);
    assertThat(first.header().bones()).hasSize(22);
    assertThat(second.header().frames()).isEqualTo(91);
  }

  /** The file's length in its header, so that a cut one is looked at beyond it. */
  private static byte[] withItsLength(byte[] file) {
    if (file.length >= 12) {
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(8, file.length);
    }
    return file;
  }

  private static void fails(int index, float number, TapeFault fault) {
    float[] numbers = NUMBERS.clone();
    numbers[index] = number;
    assertThatExceptionOfType(TapeException.class)
        .isThrownBy(() -> VrmaTape.of(glb(DOCUMENT, numbers)))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private static byte[] glb(String document, float[] numbers) {
    byte[] json = document.getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 3) / 4 * 4;
    int length = 12 + 8 + padded + 8 + numbers.length * 4;
    ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(length).putInt(padded).putInt(0x4E4F534A).put(json);
    while (out.position() < 20 + padded) {
      out.put((byte) ' ');
    }
    out.putInt(numbers.length * 4).putInt(0x004E4942);
    for (float number : numbers) {
      out.putFloat(number);
    }
    return out.array();
  }

  private static void near(
      MotionFrame frame, HumanoidBone bone, float x, float y, float z, float w) {
    Rotation turn = frame.bones().get(bone);
    assertThat(turn).as("%s", bone).isNotNull();
    float sign = turn.w() * w + turn.x() * x + turn.y() * y + turn.z() * z < 0 ? -1 : 1;
    assertThat(turn.x() * sign).as("x of %s", bone).isCloseTo(x, within(1e-4f));
    assertThat(turn.y() * sign).as("y of %s", bone).isCloseTo(y, within(1e-4f));
    assertThat(turn.z() * sign).as("z of %s", bone).isCloseTo(z, within(1e-4f));
    assertThat(turn.w() * sign).as("w of %s", bone).isCloseTo(w, within(1e-4f));
  }
}
