package dev.afterglow.render.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Films decoded ahead and taken by media time. */
@Timeout(120)
class FilmPlayerTest {
  private static final long PATIENCE_MS = 20_000;
  private static final long PICTURE_US = 100_000;
  private static final int SIDE = 64;
  private static final int COUNT = 25;
  private static final byte[] SOUND = SmallFilm.mp4(SIDE, 48, 10, COUNT);

  @Test
  void shouldGiveThePictureThatIsDueAndBeginAnewByMediaTime() throws Exception {
    // Given: media time begins within the third turn
    Film film = FilmReading.read(SOUND);
    long begin = 2 * film.durationUs() + 13 * PICTURE_US;

    // When, Then
    try (FilmPlayer player = new FilmPlayer(film, SIDE, 48, begin)) {
      for (int i = 0; i < 2 * COUNT; i++) {
        FilmPlayer.Slot slot = player.take(begin + i * PICTURE_US, PATIENCE_MS);
        assertThat(slot).isNotNull();
        assertThat(slot.number()).isEqualTo(2 * COUNT + 13 + i);
        assertThat(mean(slot.rgba()))
            .as("picture %d", i)
            .isCloseTo(shown((13 + i) % COUNT), within(6.0));
      }
      assertThat(player.late()).isZero();
    }
  }

  @Test
  void shouldGiveTheSamePicturesForTheSameTimes() throws Exception {
    // Given
    Film film = FilmReading.read(SOUND);
    byte[][] first = new byte[20][];

    // When, Then
    for (int run = 0; run < 2; run++) {
      try (FilmPlayer player = new FilmPlayer(film, 40, 72, 0)) {
        for (int i = 0; i < first.length; i++) {
          FilmPlayer.Slot slot = player.take(i * 133_333L, PATIENCE_MS);
          byte[] bytes = new byte[FilmDecoder.rowPixels(40) * 72 * 4];
          slot.rgba().duplicate().clear().get(bytes);
          if (run == 0) {
            first[i] = bytes;
          } else {
            assertThat(bytes).as("picture %d", i).isEqualTo(first[i]);
          }
        }
      }
    }
  }

  @Test
  void shouldLeaveTheLastPictureAndCountWhenDecodingIsLate() throws Exception {
    // Given: the picture at zero was taken, and nobody waits for another an hour on
    Film film = FilmReading.read(SOUND);
    try (FilmPlayer player = new FilmPlayer(film, SIDE, 48, 0)) {
      FilmPlayer.Slot first = player.take(0, PATIENCE_MS);

      // When
      FilmPlayer.Slot later = player.take(3_600_000_000L, 0);

      // Then
      assertThat(later).isNotNull();
      assertThat(later.number()).isBetween(first.number(), 24L);
      assertThat(player.late()).isEqualTo(1);

      // When: it catches up
      FilmPlayer.Slot caught = player.take(3_600_000_000L, PATIENCE_MS);

      // Then
      assertThat(caught.number()).isEqualTo(film.at(3_600_000_000L));
    }
  }

  @Test
  void shouldGoBackWhenItWasMadeForALaterTime() throws Exception {
    // Given
    Film film = FilmReading.read(SOUND);
    try (FilmPlayer player = new FilmPlayer(film, SIDE, 48, 600_000_000)) {
      player.take(600_000_000, PATIENCE_MS);

      // When
      FilmPlayer.Slot slot = player.take(5 * PICTURE_US, PATIENCE_MS);

      // Then
      assertThat(slot.number()).isEqualTo(5);
    }
  }

  @Test
  void shouldPassOverWhatIsDamagedAndGoOn() throws Exception {
    // Given: the pictures 3 to 8 are filled with noise behind their NAL units' headers
    byte[] damaged = SOUND.clone();
    Film sound = FilmReading.read(SOUND);
    for (int place = 3; place < 9; place++) {
      int from = sound.offsets()[place] + 5;
      Arrays.fill(damaged, from, sound.offsets()[place] + sound.sizes()[place], (byte) 0xFF);
    }
    Film film = FilmReading.read(damaged);

    // When
    try (FilmPlayer player = new FilmPlayer(film, SIDE, 48, 0)) {
      FilmPlayer.Slot key = player.take(10 * PICTURE_US, PATIENCE_MS);

      // Then: the key picture behind them is whole
      assertThat(key.number()).isEqualTo(10);
      assertThat(mean(key.rgba())).isCloseTo(shown(10), within(6.0));
      assertThat(player.broken()).isFalse();
    }
  }

  @Test
  void shouldGiveUpOnAFilmOfWhichNothingCanBeDecoded() throws Exception {
    // Given
    byte[] damaged = SOUND.clone();
    Film sound = FilmReading.read(SOUND);
    for (int place = 0; place < COUNT; place++) {
      int from = sound.offsets()[place] + 5;
      Arrays.fill(damaged, from, sound.offsets()[place] + sound.sizes()[place], (byte) 0xFF);
    }
    Film film = FilmReading.read(damaged);

    // When
    try (FilmPlayer player = new FilmPlayer(film, SIDE, 48, 0)) {
      FilmPlayer.Slot slot = player.take(0, PATIENCE_MS);

      // Then
      assertThat(slot).isNull();
      assertThat(player.broken()).isTrue();
      assertThat(player.late()).isEqualTo(1);
    }
  }

  @Test
  void shouldCoverAnUprightPictureWithTheMiddleOfALyingOne() throws Exception {
    // Given
    Film film = FilmReading.read(SmallFilm.mp4(160, 64, 10, 3));

    // When
    try (FilmPlayer player = new FilmPlayer(film, 36, 64, 0)) {
      FilmPlayer.Slot slot = player.take(PICTURE_US, PATIENCE_MS);

      // Then: grey from edge to edge, and opaque
      ByteBuffer rgba = slot.rgba();
      for (int y = 0; y < 64; y++) {
        for (int x = 0; x < 36; x++) {
          int at = (y * FilmDecoder.rowPixels(36) + x) * 4;
          assertThat(Byte.toUnsignedInt(rgba.get(at)))
              .as("pixel %d, %d", x, y)
              .isCloseTo((int) shown(1), within(6));
          assertThat(rgba.get(at + 3)).isEqualTo((byte) 255);
        }
      }
    }
  }

  /** What limited-range luma looks like on a screen. */
  private static double shown(int rank) {
    return (SmallFilm.grey(rank) - 16) * 255.0 / 219;
  }

  private static double mean(ByteBuffer rgba) {
    long sum = 0;
    for (int i = 0; i < SIDE * 48; i++) {
      sum += Byte.toUnsignedInt(rgba.get(i * 4 + 1));
    }
    return sum / (SIDE * 48.0);
  }
}
