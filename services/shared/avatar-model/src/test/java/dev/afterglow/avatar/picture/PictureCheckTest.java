package dev.afterglow.avatar.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureCheckTest {
  private static final long SEED = Long.getLong("seed", 20_261_124L);

  @ParameterizedTest
  @CsvSource({
    "png, 1, 1, false",
    "png, 37, 23, false",
    "png, 37, 23, true",
    "png, 3, 2, true",
    "jpg, 1, 1, false",
    "jpg, 37, 23, false",
    "jpg, 37, 23, true",
    "jpg, 256, 144, true"
  })
  void shouldFindNothingWhenAPictureIsSound(String kind, int width, int height, boolean steps)
      throws IOException {
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_BYTE_BINARY,
          BufferedImage.TYPE_USHORT_GRAY
        }) {
      boolean inks = kind.equals("jpg") && type > BufferedImage.TYPE_INT_RGB;
      if (inks && type != BufferedImage.TYPE_BYTE_GRAY) {
        continue;
      }
      // Given
      byte[] picture = MadePicture.of(kind, painted(width, height, type), steps);

      // Then
      assertThat(PictureCheck.fault(ByteBuffer.wrap(picture))).as("type %d", type).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg"})
  void shouldFindThatAPictureIsCutOffWhereverItIs(String kind) throws IOException {
    for (boolean steps : new boolean[] {false, true}) {
      // Given
      byte[] whole = MadePicture.of(kind, painted(40, 30, BufferedImage.TYPE_INT_RGB), steps);

      // Then: from its signature on, which the header's own look needs
      for (int length = 8; length < whole.length; length++) {
        assertThat(PictureCheck.fault(ByteBuffer.wrap(whole, 0, length).slice()))
            .as("%d of %d bytes", length, whole.length)
            .isNotNull();
      }
    }
  }

  @Test
  void shouldFindEachChangedBitOfAPng() throws IOException {
    // Given
    byte[] sound = MadePicture.of("png", painted(20, 15, BufferedImage.TYPE_INT_ARGB), false);

    // Then: signature aside, all of it is under a checksum
    for (int bit = 8 * 8; bit < sound.length * 8; bit++) {
      byte[] damaged = sound.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(PictureCheck.fault(ByteBuffer.wrap(damaged))).as("bit %d", bit).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"64, 63", "64, 65", "63, 64", "65, 64", "1, 1", "4096, 4096"})
  void shouldFindThatAPngHoldsOtherThanItsHeaderDeclares(int width, int height) throws IOException {
    // Given: 64 by 64 pixels of which the header, with a right checksum, says otherwise
    byte[] sound = MadePicture.of("png", painted(64, 64, BufferedImage.TYPE_INT_ARGB), false);

    // Then
    assertThat(PictureCheck.fault(ByteBuffer.wrap(MadePicture.declaring(sound, width, height))))
        .isNotNull();
  }

  @Test
  void shouldUnpackNoMoreThanIsDeclaredWhenAPngIsABomb() throws IOException {
    // Given: 30,000 pixels a side packed into a header that says 16
    byte[] bomb = MadePicture.declaring(MadePicture.zeros(30_000, 30_000), 16, 16);
    PngCheck check = new PngCheck(ByteBuffer.wrap(bomb));

    // When
    PictureFault fault = catchThrowableOfType(PictureFault.class, check::run);

    // Then: 16 rows of three bytes, and one buffer
    assertThat(fault).hasMessageContaining("more than its header declares");
    assertThat(check.unpackedBytes()).isLessThanOrEqualTo(16 * 3 + (16 << 10));
  }

  @Test
  void shouldGoThroughNoMoreBlocksThanAreDeclaredWhenAJpegRepeatsItsScans() throws IOException {
    // Given: one scan of 8 by 8 pixels, again and again
    byte[] sound = MadePicture.of("jpg", painted(8, 8, BufferedImage.TYPE_BYTE_GRAY), false);
    byte[] bomb = MadePicture.repeatingItsScan(sound, 10_000);
    JpegCheck check = new JpegCheck(ByteBuffer.wrap(bomb));

    // When
    PictureFault fault = catchThrowableOfType(PictureFault.class, check::run);

    // Then
    assertThat(fault).hasMessageContaining("too many scans");
    assertThat(check.blocks()).isLessThanOrEqualTo(64);
  }

  @ParameterizedTest
  @CsvSource({"jpg, false", "jpg, true", "png, false", "png, true"})
  void shouldLetThroughOnlyWhatTheJdkDecodesToTheDeclaredSize(String kind, boolean steps)
      throws IOException {
    // Given
    byte[] sound = MadePicture.of(kind, painted(48, 32, BufferedImage.TYPE_INT_RGB), steps);
    ImageIO.setUseCache(false);
    int passed = 0;
    for (int i = 0; i < 1_500; i++) {
      byte[] mutant = MadePicture.damaged(sound, new Random(SEED + i), kind.equals("png"));

      // When
      String fault = PictureCheck.fault(ByteBuffer.wrap(mutant));

      // Then
      var header = dev.afterglow.avatar.ImageHeader.read(ByteBuffer.wrap(mutant));
      if (fault == null && header != null && header.width() <= 4096 && header.height() <= 4096) {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(mutant));
        assertThat(image).as("mutant %d of seed %d", i, SEED).isNotNull();
        assertThat((long) image.getWidth()).isEqualTo(header.width());
        assertThat((long) image.getHeight()).isEqualTo(header.height());
        passed++;
      }
    }
    assertThat(passed).as("seed %d", SEED).isLessThan(1_500);
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "AFTERGLOW_DATA", matches = ".+")
  void shouldFindNothingInPicturesOfOtherPrograms() throws IOException {
    // Given
    Path folder = Path.of(System.getenv("AFTERGLOW_DATA"));
    int seen = 0;

    // Then
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(it -> it.toString().matches(".*\\.(png|jpe?g)")).limit(200).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        if (dev.afterglow.avatar.ImageHeader.read(ByteBuffer.wrap(bytes)) != null) {
          assertThat(PictureCheck.fault(ByteBuffer.wrap(bytes))).as("%s", file).isNull();
          seen++;
        }
      }
    }
    System.out.println("pictures of other programs: " + seen);
  }

  private static BufferedImage painted(int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(5);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 12; i++) {
      graphics.setColor(new Color(random.nextInt(1 << 24)));
      graphics.fillOval(random.nextInt(width), random.nextInt(height), width / 2, height / 3 + 1);
    }
    graphics.dispose();
    return image;
  }
}
