package dev.afterglow.render.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Films from outside, read without any native code. */
class FilmReadingTest {
  private static final int MUTANTS = 4_000;
  private static final byte[] SOUND = SmallFilm.mp4(64, 48, 10, 25);

  @Test
  void shouldReadAFilmsTables() throws Exception {
    // Given, When
    Film film = FilmReading.read(SOUND);

    // Then: 25 pictures of 100 ms, a key picture each second
    assertThat(film.width()).isEqualTo(64);
    assertThat(film.height()).isEqualTo(48);
    assertThat(film.pictures()).isEqualTo(25);
    assertThat(film.durationUs()).isEqualTo(2_500_000);
    assertThat(film.startsUs()[7]).isEqualTo(700_000);
    assertThat(film.keys()[0]).isTrue();
    assertThat(film.keys()[20]).isTrue();
    assertThat(film.keys()[21]).isFalse();
    assertThat(film.offsets()[1]).isEqualTo(film.offsets()[0] + film.sizes()[0]);
  }

  @Test
  void shouldCountPicturesFromMediaTimeZeroOn() throws Exception {
    // Given
    Film film = FilmReading.read(SOUND);

    // When, Then
    assertThat(film.at(0)).isZero();
    assertThat(film.at(99_999)).isZero();
    assertThat(film.at(100_000)).isEqualTo(1);
    assertThat(film.at(2_499_999)).isEqualTo(24);
    assertThat(film.at(2_500_000)).isEqualTo(25);
    assertThat(film.at(3_600_000_000L + 300_000)).isEqualTo(1440 * 25 + 3);
  }

  @Test
  void shouldFindTheKeyPictureFromWhichARankIsReached() throws Exception {
    // Given
    Film film = FilmReading.read(SOUND);

    // When, Then
    assertThat(film.keyBefore(0)).isZero();
    assertThat(film.keyBefore(9)).isZero();
    assertThat(film.keyBefore(10)).isEqualTo(10);
    assertThat(film.keyBefore(24)).isEqualTo(20);
  }

  @Test
  void shouldRefuseWhatIsNotAFilmOfPicturesAlone() {
    // Given
    byte[] sound = SmallFilm.with(SOUND, "hdlr", 8, 0x736F756E);
    byte[] other = SmallFilm.with(SOUND, "stsd", 12, 0x68766331);
    byte[] pieces = SmallFilm.with(SOUND, "mdat", -4, 0x6D6F6F66);
    byte[] turned = SmallFilm.with(SOUND, "tkhd", 44, 0x10000);

    // When, Then
    refused(sound, "no video");
    refused(other, "no H.264 (avc1)");
    refused(pieces, "fragmented");
    refused(turned, "turned: its pictures must be stored upright");
    refused(new byte[Film.MOST_BYTES + 1], "bytes:5242881");
  }

  @Test
  void shouldRefuseAFilmThatIsTooLong() {
    // Given: each picture shows for 3 s
    byte[] slow = SmallFilm.with(SOUND, "stts", 12, 30);

    // When, Then
    refused(slow, "seconds:75, at most 60");
  }

  @Test
  void shouldRefuseTablesThatReachBeyondTheFile() {
    // Given
    byte[] offset = SmallFilm.with(SOUND, "stco", 8, SOUND.length - 10);
    byte[] size = SmallFilm.with(SOUND, "stsz", 12, 1 << 22);
    byte[] many = SmallFilm.with(SOUND, "stsz", 8, 0x7FFFFFFF);
    byte[] few = SmallFilm.with(SOUND, "stts", 8, 24);
    byte[] chunk = SmallFilm.with(SOUND, "stsc", 12, 24);
    byte[] box = SmallFilm.with(SOUND, "moov", -8, 0x7FFFFFFF);

    // When, Then
    refused(offset, "a picture at ");
    refused(size, "a picture at ");
    refused(many, "a table of 2147483647 entries");
    refused(few, "pictures:25, with times 24");
    refused(chunk, "pictures:25, in chunks 24");
    refused(box, "a box of 2147483647 bytes at ");
  }

  @Test
  void shouldRefusePicturesThatBringParametersOfTheirOwn() {
    // Given: the first NAL unit of the second picture calls itself a sequence parameter set
    int second = SmallFilm.body(SOUND, "mdat") + firstSize();
    byte[] file = SOUND.clone();
    file[second + 4] = 0x67;

    // When, Then
    refused(file, "a NAL unit of type 7 within a picture");
  }

  @Test
  void shouldRefuseASizeThatTheHeaderAndTheStreamDoNotShare() {
    // Given: the entry says 30,000 by 48
    byte[] file = SmallFilm.with(SOUND, "avc1", 24, 30_000 << 16 | 48);

    // When, Then
    refused(file, "says 30000x48 and is 64x48");
  }

  @Test
  void shouldRefuseAStreamOfThirtyThousandPixels() {
    // Given: a sequence parameter set of 1,875 by 1,875 blocks, written bit by bit
    byte[] unit = SequenceBits.of(66, 1875, 1875);

    // When, Then
    assertThatThrownBy(() -> SequenceParameters.read(unit))
        .isInstanceOf(FilmFault.class)
        .hasMessage("30000x30000");
  }

  @Test
  void shouldReadTheSizeOutOfAStream() throws Exception {
    // Given
    byte[] unit = SequenceBits.of(77, 80, 45);

    // When
    SequenceParameters parameters = SequenceParameters.read(unit);

    // Then
    assertThat(parameters).isEqualTo(new SequenceParameters(1280, 720));
  }

  @Test
  void shouldReadOrRefuseEveryDamagedFilmAndNeverBreak() {
    // Given
    long seed = Long.getLong("seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    int moov = SmallFilm.body(SOUND, "moov");
    int read = 0;
    int refused = 0;

    // When: one half of the damage in the tables
    for (int i = 0; i < MUTANTS; i++) {
      byte[] damaged = SOUND.clone();
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        int from = random.nextBoolean() ? moov : 0;
        damaged[random.nextInt(from, damaged.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(8) == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      try {
        assertThat(FilmReading.read(damaged).pictures()).isBetween(1, Film.MOST_PICTURES);
        read++;
      } catch (FilmFault e) {
        refused++;
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutant " + i + " of seed " + seed, e);
      }
    }

    // Then
    assertThat(read).as("read, seed %d", seed).isPositive();
    assertThat(refused).as("refused, seed %d", seed).isPositive();
  }

  private static int firstSize() {
    return java.nio.ByteBuffer.wrap(SOUND).getInt(SmallFilm.body(SOUND, "stsz") + 12);
  }

  private static void refused(byte[] file, String why) {
    assertThatThrownBy(() -> FilmReading.read(file))
        .isInstanceOf(FilmFault.class)
        .hasMessageStartingWith(why);
  }
}
