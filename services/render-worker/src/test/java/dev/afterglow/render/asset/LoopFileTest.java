package dev.afterglow.render.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.render.film.SmallFilm;
import dev.afterglow.render.scene.StageAsset;
import dev.afterglow.render.scene.StageLoop;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Films from outside, up to their first decoded picture. */
class LoopFileTest {
  private static final int MUTANTS = 2_500;
  private static final byte[] SOUND = SmallFilm.mp4(64, 48, 10, 25);

  @Test
  void shouldTakeAFilmWithItsFirstPicture() throws Exception {
    // Given, When
    StageAsset asset = StageFile.read(SOUND);

    // Then: limited-range luma as a screen shows it
    assertThat(asset).isInstanceOf(StageAsset.Loop.class);
    StageLoop loop = ((StageAsset.Loop) asset).loop();
    int grey = (SmallFilm.grey(0) - 16) * 255 / 219;
    assertThat(loop.sha256()).hasSize(64);
    assertThat(loop.film().durationUs()).isEqualTo(2_500_000);
    assertThat(loop.poster().width()).isEqualTo(64);
    assertThat(Byte.toUnsignedInt(loop.poster().rgba().get(64 * 24 * 4 + 80)))
        .isBetween(grey - 6, grey + 6);
  }

  @Test
  void shouldRefuseAFilmWhoseFirstPictureCannotBeDecoded() {
    // Given: its NAL unit is whole, what is in it is not
    byte[] damaged = SOUND.clone();
    int first = SmallFilm.body(SOUND, "mdat");
    int size = ByteBuffer.wrap(SOUND).getInt(SmallFilm.body(SOUND, "stsz") + 12);
    for (int i = 5; i < size; i++) {
      damaged[first + i] = (byte) 0xFF;
    }

    // When, Then
    assertThatThrownBy(() -> StageFile.read(damaged))
        .isInstanceOf(AssetUnusable.class)
        .hasMessage("its first picture cannot be decoded");
  }

  @Test
  void shouldRefuseAFilmOfThirtyThousandPixelsWithoutADecoder() {
    // Given
    byte[] file = SmallFilm.with(SOUND, "avc1", 24, 30_000 << 16 | 30_000);

    // When, Then
    assertThatThrownBy(() -> StageFile.read(file))
        .isInstanceOf(AssetUnusable.class)
        .hasMessage("says 30000x30000 and is 64x48");
  }

  @Test
  void shouldTakeOrRefuseEveryDamagedFilmAndNeverBreak() {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    int taken = 0;
    int refused = 0;

    // When
    for (int i = 0; i < MUTANTS; i++) {
      byte[] damaged = SOUND.clone();
      for (int edits = 1 + random.nextInt(5); edits > 0; edits--) {
        damaged[random.nextInt(24, damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(StageFile.read(damaged).bytes()).isPositive();
        taken++;
      } catch (AssetUnusable e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of seed " + seed, e);
      }
    }

    // Then
    assertThat(taken).as("taken, seed %d", seed).isPositive();
    assertThat(refused).as("refused, seed %d", seed).isPositive();
  }
}
