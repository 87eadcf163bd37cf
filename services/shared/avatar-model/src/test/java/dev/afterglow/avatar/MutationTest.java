package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.avatar.picture.MadePicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages sound files at random: every one gets a verdict, none an exception. */
class MutationTest {
  private static final long SEED = Long.getLong("seed", 20_260_201L);
  private static final String[] NUMBERS = {
    "-1",
    "0",
    "7",
    "65536",
    "2147483647",
    "4294967295",
    "9223372036854775807",
    "1e300",
    "null",
    "\"x\"",
    "[]",
    "{}",
    "0.5",
    "-0"
  };

  @Test
  void shouldAlwaysAnswerWhenSmallFileIsDamaged() {
    // Given
    byte[] sound = new SmallAvatar().glb();

    // When
    int accepted = judgeMutants(sound, 5_000);

    // Then
    assertThat(accepted).as("seed %d", SEED).isBetween(1, 4_999);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "godot-vrm-godette/Godette_vrm_v4.vrm",
        "vrm-specification/VRMC_vrm_expressions_isBinary_Overridden.vrm",
        "three-robotexpressive/RobotExpressive.glb"
      })
  void shouldAlwaysAnswerWhenRealFileIsDamaged(String name) throws IOException {
    // Given
    byte[] sound = Files.readAllBytes(SharedAvatars.file(name));

    // When
    int accepted = judgeMutants(sound, 300);

    // Then
    assertThat(GlbValidator.validate(sound)).as("undamaged").isInstanceOf(Verdict.Accepted.class);
    assertThat(accepted).as("seed %d", SEED).isBetween(1, 299);
  }

  @ParameterizedTest
  @CsvSource({"png, false", "png, true", "jpg, false", "jpg, true"})
  void shouldLetNoPictureThroughThatCannotBeDecodedWhenItIsDamaged(String kind, boolean steps)
      throws IOException {
    // Given: what a file may take is what this process has
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(512L << 20);
    ImageIO.setUseCache(false);
    byte[] sound = MadePicture.of(kind, painted(), steps);
    int accepted = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] mutant = MadePicture.damaged(sound, new Random(SEED + i), kind.equals("png"));
      byte[] file =
          new SmallAvatar().image(kind.equals("png") ? "image/png" : "image/jpeg", mutant).glb();

      // When
      Verdict verdict = GlbValidator.validate(file);

      // Then
      if (verdict instanceof Verdict.Accepted) {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(mutant));
        assertThat(image).as("mutant %d of seed %d", i, SEED).isNotNull();
        accepted++;
      }
    }
    assertThat(accepted).as("seed %d", SEED).isLessThan(1_000);
    assertThat(
            new SmallAvatar().image(kind.equals("png") ? "image/png" : "image/jpeg", sound).judge())
        .isInstanceOf(Verdict.Accepted.class);
  }

  private static BufferedImage painted() {
    BufferedImage image = new BufferedImage(48, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 48 * 32; i++) {
      image.setRGB(i % 48, i / 48, i * 0x010307);
    }
    return image;
  }

  private static int judgeMutants(byte[] sound, int count) {
    int accepted = 0;
    for (int i = 0; i < count; i++) {
      Random random = new Random(SEED + i);
      byte[] mutant = random.nextBoolean() ? withNumber(sound, random) : withBytes(sound, random);
      Verdict verdict;
      try {
        verdict = GlbValidator.validate(mutant);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of seed " + SEED, e);
      }
      accepted += verdict instanceof Verdict.Accepted ? 1 : 0;
    }
    return accepted;
  }

  private static byte[] withBytes(byte[] sound, Random random) {
    byte[] mutant = sound.clone();
    for (int edits = 1 + random.nextInt(4); edits > 0; edits--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
    }
    return mutant;
  }

  /** Replaces one number in the JSON, keeping the chunk's length where padding allows it. */
  private static byte[] withNumber(byte[] sound, Random random) {
    ByteBuffer in = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
    int jsonBytes = in.getInt(12);
    int at = 20 + random.nextInt(jsonBytes);
    while (at < 20 + jsonBytes && !Character.isDigit(sound[at])) {
      at++;
    }
    int end = at;
    while (end < 20 + jsonBytes && Character.isDigit(sound[end])) {
      end++;
    }
    byte[] fresh =
        NUMBERS[random.nextInt(NUMBERS.length)].getBytes(
            java.nio.charset.StandardCharsets.US_ASCII);
    int grown = jsonBytes + fresh.length - (end - at);
    int padding = (4 - grown % 4) % 4;
    ByteBuffer out =
        ByteBuffer.allocate(sound.length - jsonBytes + grown + padding)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(in.getInt(0)).putInt(2).putInt(out.capacity());
    out.putInt(grown + padding).putInt(in.getInt(16));
    out.put(sound, 20, at - 20).put(fresh).put(sound, end, 20 + jsonBytes - end);
    out.put(" ".repeat(padding).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.put(sound, 20 + jsonBytes, sound.length - 20 - jsonBytes);
    return out.array();
  }
}
