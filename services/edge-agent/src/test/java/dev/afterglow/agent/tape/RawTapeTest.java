package dev.afterglow.agent.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.tape.TapeException;
import dev.afterglow.tape.TapeFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawTapeTest {
  private static final List<TapeTrack> TRACKS =
      List.of(
          new TapeTrack(SourceKind.LIVE_LINK, 11_111), new TapeTrack(SourceKind.MOCOPI, 12_351));
  private static final long SEED = Long.getLong("seed", 20_261_122L);

  @TempDir Path folder;

  @Test
  void shouldGiveEveryDatagramBackWhenRead() throws Exception {
    // Given
    List<byte[]> sent = datagrams(500);

    // When
    List<RawRecord> read = readAll(tape(sent));

    // Then
    assertThat(read).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(read.get(i).bytes()).isEqualTo(sent.get(i));
      assertThat(read.get(i).timeUs()).isEqualTo(i * 16_667L);
      assertThat(read.get(i).track()).isEqualTo(i % 2);
    }
  }

  @Test
  void shouldGiveGoodPartWhenTapeIsCutOff() throws Exception {
    // Given
    byte[] tape = tape(datagrams(40));
    int whole = headerBytes();

    for (int length = 0; length < tape.length; length += 7) {
      // When
      Result result = read(Arrays.copyOf(tape, length));

      // Then
      assertThat(result.fault())
          .as("cut at %d", length)
          .isIn(TapeFault.TRUNCATED, TapeFault.UNKNOWN_FORMAT);
      assertThat(result.records()).as("cut at %d", length).isLessThanOrEqualTo(40);
      if (length > whole + 3_000) {
        assertThat(result.records()).as("cut at %d", length).isPositive();
      }
    }
  }

  @Test
  void shouldGiveNoChangedDatagramWhenTapeIsDamaged() throws Exception {
    // Given
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<byte[]> sent = datagrams(12);
    byte[] tape = tape(sent);

    long untilNanos = until();
    for (int i = 0; i < 80_000 || System.nanoTime() < untilNanos; i++) {
      // When
      byte[] damaged = tape.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Result result = read(damaged);

      // Then
      assertThat(result.fault()).as("flip %d at %d", i, at).isNotNull();
      for (int k = 0; k < result.good().size(); k++) {
        assertThat(result.good().get(k)).as("flip %d at %d", i, at).isEqualTo(sent.get(k));
      }
    }
  }

  @Test
  void shouldStayCalmWhenFileIsNoise() throws Exception {
    // Given
    Random random = new Random(SEED);
    byte[] head = Arrays.copyOf(tape(datagrams(1)), headerBytes());

    long untilNanos = until();
    for (int i = 0; i < 20_000 || System.nanoTime() < untilNanos; i++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      byte[] file = ByteBuffer.allocate(head.length + noise.length).put(head).put(noise).array();

      // When
      Result result = read(i % 2 == 0 ? noise : file);

      // Then
      assertThat(result.fault()).isNotNull();
      assertThat(result.records()).isZero();
    }
  }

  @Test
  void shouldRefuseToOverwriteWhenFileIsThere() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("a.tape"), "mine");

    // Then
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> RawTapeWriter.create(file, TRACKS));
    assertThat(file).hasContent("mine");
  }

  @Test
  void shouldCountWhatDiskCouldNotTakeWhenFlooded() throws Exception {
    // Given
    Path file = folder.resolve("flood.tape");
    byte[] datagram = new byte[1_000];

    // When
    long offered = 200_000;
    Recorder recorder = new Recorder(RawTapeWriter.create(file, TRACKS), 0);
    for (int i = 0; i < offered; i++) {
      recorder.datagram(0, ByteBuffer.wrap(datagram), i);
    }
    recorder.close();

    // Then
    assertThat(recorder.fault()).isNull();
    assertThat(recorder.written() + recorder.dropped()).isEqualTo(offered);
    assertThat(readAll(Files.readAllBytes(file))).hasSize((int) recorder.written());
  }

  /** When to stop beyond the usual count: {@code -Dfuzz.minutes}. */
  private static long until() {
    double minutes = Double.parseDouble(System.getProperty("fuzz.minutes", "0"));
    return System.nanoTime() + Duration.ofSeconds((long) (60 * minutes)).toNanos();
  }

  private record Result(TapeFault fault, List<byte[]> good) {
    int records() {
      return good.size();
    }
  }

  private static Result read(byte[] bytes) throws IOException {
    List<byte[]> good = new ArrayList<>();
    try (RawTape tape = RawTape.open(new ByteArrayInputStream(bytes))) {
      for (RawRecord record = tape.next(); record != null; record = tape.next()) {
        good.add(record.bytes());
      }
      return new Result(null, good);
    } catch (TapeException e) {
      return new Result(e.fault(), good);
    }
  }

  private static List<RawRecord> readAll(byte[] bytes) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    try (RawTape tape = RawTape.open(new ByteArrayInputStream(bytes))) {
      for (RawRecord record = tape.next(); record != null; record = tape.next()) {
        records.add(record);
      }
    }
    return records;
  }

  private static byte[] tape(List<byte[]> datagrams) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RawTapeWriter writer = new RawTapeWriter(bytes, TRACKS)) {
      for (int i = 0; i < datagrams.size(); i++) {
        writer.write(i % 2, i * 16_667L, datagrams.get(i));
      }
    }
    return bytes.toByteArray();
  }

  private static int headerBytes() {
    return RawFormat.header(TRACKS).length + RawFormat.LINK_BYTES;
  }

  private static List<byte[]> datagrams(int count) {
    Random random = new Random(SEED);
    List<byte[]> datagrams = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[random.nextInt(1_200)];
      random.nextBytes(bytes);
      datagrams.add(bytes);
    }
    return datagrams;
  }
}
