package dev.afterglow.standalone.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFileTest {
  @TempDir Path folder;

  @Test
  void shouldBeClosedWhenTheIndexIsLast() throws Exception {
    assertThat(RecordingFile.isClosed(file(closed()))).isTrue();
  }

  @Test
  void shouldNotBeClosedWhenTheIndexIsMissing() throws Exception {
    assertThat(RecordingFile.isClosed(file(boxes("ftyp", "moov", "moof", "mdat")))).isFalse();
  }

  @Test
  void shouldNotBeClosedWhereverItIsCutOff() throws Exception {
    // Given
    byte[] whole = closed();

    for (int length = 0; length < whole.length; length++) {
      // When
      boolean closed = RecordingFile.isClosed(file(Arrays.copyOf(whole, length)));

      // Then
      assertThat(closed).as("cut off after %d bytes", length).isFalse();
    }
  }

  @Test
  void shouldReadTheLongSizeWhenABoxHasOne() throws Exception {
    // Given
    ByteBuffer mdat = ByteBuffer.allocate(20);
    mdat.putInt(1).put("mdat".getBytes(StandardCharsets.US_ASCII)).putLong(20).putInt(7);

    // When
    boolean closed = RecordingFile.isClosed(file(concat(mdat.array(), boxes("mfra"))));

    // Then
    assertThat(closed).isTrue();
  }

  @Test
  void shouldNotBeClosedWhenItIsNotThere() {
    assertThat(RecordingFile.isClosed(folder.resolve("nothing.mp4"))).isFalse();
  }

  /** The boxes of a recording that was closed in order. */
  static byte[] closed() throws IOException {
    return boxes("ftyp", "moov", "moof", "mdat", "mfra");
  }

  private static byte[] boxes(String... types) throws IOException {
    byte[] all = {};
    for (String type : types) {
      ByteBuffer box = ByteBuffer.allocate(12);
      box.putInt(12).put(type.getBytes(StandardCharsets.US_ASCII)).putInt(7);
      all = concat(all, box.array());
    }
    return all;
  }

  private static byte[] concat(byte[] first, byte[] second) throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(first);
    both.write(second);
    return both.toByteArray();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("recording.mp4"), bytes);
  }
}
