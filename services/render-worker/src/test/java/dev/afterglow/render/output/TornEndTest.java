package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TornEndTest {
  private static final int MOVIE_END = 24 + 100;
  private static final int FRAGMENT_BYTES = 40 + 500;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 15, 39, 40, 41, 47, 300, FRAGMENT_BYTES - 1})
  void shouldCutAfterTheLastWholeFragmentWhenTheNextOneIsTorn(int torn) throws IOException {
    // Given
    Path file = movie(2, torn);

    // When
    long cut = TornEnd.cut(file);

    // Then
    assertThat(cut).isEqualTo(torn);
    assertThat(file).hasSize(MOVIE_END + 2L * FRAGMENT_BYTES);
  }

  @Test
  void shouldKeepTheHeadWhenTheFirstFragmentIsTorn() throws IOException {
    // Given
    Path file = movie(0, 77);

    // When
    TornEnd.cut(file);

    // Then
    assertThat(file).hasSize(MOVIE_END);
  }

  @Test
  void shouldChangeNothingWhenTheFileIsWhole() throws IOException {
    // Given
    Path file = movie(3, 0);
    byte[] before = Files.readAllBytes(file);

    // When
    long cut = TornEnd.cut(file);

    // Then
    assertThat(cut).isZero();
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void shouldReadLongSizesWhenABoxHasOne() throws IOException {
    // Given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(box("ftyp", 24));
    bytes.write(box("moov", 100));
    bytes.write(box("moof", 40));
    bytes.write(ByteBuffer.allocate(300).putInt(1).put(letters("mdat")).putLong(300).array());
    bytes.write(box("moof", 40));
    Path file = Files.write(folder.resolve("long.mp4"), bytes.toByteArray());

    // When
    long cut = TornEnd.cut(file);

    // Then
    assertThat(cut).isEqualTo(40);
    assertThat(file).hasSize(MOVIE_END + 340L);
  }

  @Test
  void shouldLeaveAFileAloneWhenItHasNoWholeHead() throws IOException {
    // Given
    Path file = Files.write(folder.resolve("head.mp4"), box("ftyp", 24));

    // When
    long cut = TornEnd.cut(file);

    // Then
    assertThat(cut).isZero();
    assertThat(file).hasSize(24);
  }

  @Test
  void shouldSayThatTheFileIsGoneWhenItIs() {
    assertThatThrownBy(() -> TornEnd.cut(folder.resolve("none.mp4")))
        .isInstanceOf(NoSuchFileException.class);
  }

  /** A head, whole fragments, and the first bytes of one more. */
  private Path movie(int fragments, int torn) throws IOException {
    ByteArrayOutputStream fragment = new ByteArrayOutputStream();
    fragment.write(box("moof", 40));
    fragment.write(box("mdat", 500));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(box("ftyp", 24));
    bytes.write(box("moov", 100));
    for (int i = 0; i < fragments; i++) {
      bytes.write(fragment.toByteArray());
    }
    bytes.write(fragment.toByteArray(), 0, torn);
    return Files.write(folder.resolve("recording.mp4"), bytes.toByteArray());
  }

  private static byte[] box(String type, int length) {
    return ByteBuffer.allocate(length).putInt(length).put(letters(type)).array();
  }

  private static byte[] letters(String type) {
    return type.getBytes(StandardCharsets.US_ASCII);
  }
}
