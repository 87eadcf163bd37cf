package dev.afterglow.render.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.job.AvatarReading;
import dev.afterglow.render.job.RenderRefused;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import java.io.BufferedReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sound files damaged at random, on the way that a render takes: judged again at load, then read
 * and posed, or refused as a render refuses, and nothing else.
 */
class DamagedFileTest {
  private static final long SEED = Long.getLong("seed", 20_261_126L);
  private static final String[] NUMBERS = {
    "-1", "0", "7", "65536", "2147483647", "4294967295", "1e300", "null", "\"x\"", "[]", "{}", "0.5"
  };

  @Test
  void shouldReadOrRefuseWhenASmallFileIsDamaged() {
    // Given
    byte[] sound =
        SmallGlb.chain(
            """
            "extensions":{"VRMC_springBone":{"specVersion":"1.0",
              "colliders":[{"node":0,"shape":{"sphere":{"offset":[0,0,0],"radius":0.05}}}],
              "colliderGroups":[{"colliders":[0]}],
              "springs":[{"center":0,"colliderGroups":[0],"joints":[{"node":1,"stiffness":2,
                "gravityPower":1,"dragForce":0.25,"hitRadius":0.02},{"node":3},{"node":4}]}]}}
            """);

    // When
    Outcome outcome = judge(sound, 3_000);

    // Then
    assertThat(outcome.posed).as("seed %d", SEED).isBetween(1, 2_999);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "godot-vrm-godette/Godette_vrm_v4.vrm",
        "vrm-specification/VRMC_vrm_expressions_isBinary_Overridden.vrm",
        "vrm-specification/VRMC_materials_mtoon_UV_Animation_Test.vrm",
        "three-robotexpressive/RobotExpressive.glb",
        "ict-facekit/ict_face_arkit51.meshopt.glb"
      })
  void shouldReadOrRefuseWhenARealFileIsDamaged(String name) throws Exception {
    // Given
    Path file = SharedFiles.root().resolve("avatars").resolve(name);
    assumeTrue(Files.exists(file), "skipped: the recorded avatars are not on this machine");
    boolean heavy = Files.size(file) > 1_000_000;
    byte[] sound = Files.readAllBytes(file);

    // When
    Outcome outcome = judge(sound, heavy ? 15 : 60);

    // Then: as it is it can be posed, and some of what was done to it was seen
    pose(AvatarReading.judged("avatar", sound));
    assertThat(outcome.refused).as("refused of seed %d", SEED).isPositive();
  }

  @Test
  void shouldLoadOrRefuseWithin512MegabytesWhenPicturesAreDamaged() throws Exception {
    // Given: a process of its own, which has no more
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                HostileLoads.class.getName(),
                "2000",
                Long.toString(SEED))
            .redirectErrorStream(true)
            .start();

    // When
    String printed;
    try (BufferedReader lines = process.inputReader()) {
      printed = lines.lines().collect(Collectors.joining("\n"));
    } finally {
      process.destroy();
    }

    // Then
    assertThat(process.waitFor()).as(printed).isZero();
    Matcher counts = Pattern.compile("loaded (\\d+) refused (\\d+)").matcher(printed);
    assertThat(counts.find()).as(printed).isTrue();
    assertThat(Integer.parseInt(counts.group(1))).as(printed).isPositive();
    assertThat(Integer.parseInt(counts.group(2))).as(printed).isGreaterThan(500);
  }

  private record Outcome(int posed, int refused) {}

  private static Outcome judge(byte[] sound, int count) {
    int posed = 0;
    int refused = 0;
    for (int i = 0; i < count; i++) {
      Random random = new Random(SEED + i);
      byte[] mutant = random.nextBoolean() ? withNumber(sound, random) : withBytes(sound, random);
      try {
        pose(AvatarReading.judged("avatar", mutant));
        posed++;
      } catch (RenderRefused e) {
        assertThat(e.why()).isEqualTo(RenderRefused.Why.AVATAR_UNUSABLE);
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of seed " + SEED, e);
      }
    }
    return new Outcome(posed, refused);
  }

  private static void pose(Model figure) {
    FaceRig face = new FaceRig(figure);
    BodyRig body = new BodyRig(figure, face, new float[3]);
    ShapeWeights open = ShapeWeights.of(Map.of(ArkitShape.JAW_OPEN, 1f));
    for (int n = 0; n < 3; n++) {
      face.apply(open);
      body.apply(new MotionFrame(n * 33_333L, open, Optional.empty(), Map.of()));
    }
  }

  private static byte[] withBytes(byte[] sound, Random random) {
    byte[] mutant = sound.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
    }
    return mutant;
  }

  /** Replaces one number in the JSON. */
  private static byte[] withNumber(byte[] sound, Random random) {
    ByteBuffer in = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
    int end = 20 + in.getInt(12);
    int from = 20 + random.nextInt(end - 20);
    while (from < end && !Character.isDigit(sound[from])) {
      from++;
    }
    int to = from;
    while (to < end && Character.isDigit(sound[to])) {
      to++;
    }
    String json =
        new String(sound, 20, from - 20, StandardCharsets.ISO_8859_1)
            + NUMBERS[random.nextInt(NUMBERS.length)]
            + new String(sound, to, end - to, StandardCharsets.ISO_8859_1);
    byte[] text = json.getBytes(StandardCharsets.ISO_8859_1);
    int padding = (4 - text.length % 4) % 4;
    ByteBuffer out =
        ByteBuffer.allocate(sound.length - end + 20 + text.length + padding)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(in.getInt(0)).putInt(2).putInt(out.capacity());
    out.putInt(text.length + padding).putInt(in.getInt(16)).put(text);
    out.put(" ".repeat(padding).getBytes(StandardCharsets.US_ASCII));
    return out.put(sound, end, sound.length - end).array();
  }
}
