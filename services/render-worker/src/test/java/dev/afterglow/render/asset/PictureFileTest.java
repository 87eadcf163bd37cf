package dev.afterglow.render.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.render.scene.StagePicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures from outside. */
class PictureFileTest {
  private static final int IHDR_WIDTH = 16;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void shouldTakeAPicture(String kind) throws Exception {
    // Given
    byte[] file = file(kind, 64, 48);

    // When
    StagePicture picture = PictureFile.read(file);

    // Then
    assertThat(picture.width()).isEqualTo(64);
    assertThat(picture.height()).isEqualTo(48);
    assertThat(picture.sha256()).hasSize(64);
    assertThat(PictureFile.read(file)).isEqualTo(picture);
  }

  @Test
  void shouldRefuseAPictureOfThirtyThousandPixelsASideWithoutDecodingIt() throws Exception {
    // Given: the header says so; nothing behind it would hold that much
    byte[] file = file("png", 64, 64);
    ByteBuffer.wrap(file).putInt(IHDR_WIDTH, 30_000).putInt(IHDR_WIDTH + 4, 30_000);

    // When, Then
    assertThatThrownBy(() -> PictureFile.read(file))
        .isInstanceOf(AssetUnusable.class)
        .hasMessage("30000x30000");
  }

  @Test
  void shouldRefuseWhatIsNoPicture() {
    // Given
    byte[] text = "<svg onload='alert(1)'/>".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    // When, Then
    assertThatThrownBy(() -> PictureFile.read(text)).isInstanceOf(AssetUnusable.class);
    assertThatThrownBy(() -> PictureFile.read(new byte[0])).isInstanceOf(AssetUnusable.class);
    assertThatThrownBy(() -> PictureFile.read(new byte[PictureFile.MOST_BYTES + 1]))
        .isInstanceOf(AssetUnusable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void shouldRefuseAPictureThatIsCutOff(String kind) throws Exception {
    // Given
    byte[] file = file(kind, 64, 64);

    // When, Then
    for (int length = 0; length < file.length - 2; length += 7) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> PictureFile.read(cut)).isInstanceOf(AssetUnusable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void shouldTakeOrRefuseEveryDamagedPictureAndNeverBreak(String kind) throws Exception {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    byte[] file = file(kind, 40, 40);
    int refused = 0;

    // When
    for (int i = 0; i < 1500; i++) {
      byte[] damaged = file.clone();
      int changes = 1 + random.nextInt(6);
      for (int c = 0; c < changes; c++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        StagePicture picture = PictureFile.read(damaged);
        assertThat(Math.max(picture.width(), picture.height())).isLessThanOrEqualTo(1920);
      } catch (AssetUnusable e) {
        refused++;
      }
    }

    // Then
    assertThat(refused).as("seed %d", seed).isPositive();
  }

  private static byte[] file(String kind, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, (x * 5) << 16 | (y * 3) << 8 | (x ^ y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, kind, out)).isTrue();
    return out.toByteArray();
  }
}
