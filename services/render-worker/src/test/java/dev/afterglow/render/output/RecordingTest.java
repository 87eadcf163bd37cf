package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.afterglow.render.frame.DecodedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 8, for recordings: what was closed outlives the process that wrote it. */
@Timeout(120)
class RecordingTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Pattern RANGE = Pattern.compile("#EXT-X-BYTERANGE:([0-9]+)@([0-9]+)");
  private static final Pattern LENGTH = Pattern.compile("#EXTINF:([0-9.]+),");
  private static final double FRAME_S = 1 / 30.0;

  /** A packet, and what the half second that goes round and round is not a whole number of. */
  private static final double SOUND_STEP_S = 0.021;

  private static final double LONGEST_SOUND_STEP_S = 0.06;

  @TempDir private Path folder;

  @RepeatedTest(3)
  void shouldPlayUpToTheLastClosedSegmentWhenTheProcessIsKilled() throws Exception {
    // Given
    System.out.println("seed " + SEED);
    Path file = folder.resolve("recording.mp4");
    Path index = Outlets.recordingIndex(file);
    Process victim = start(file, 1);
    try {
      awaitSegments(index, 3, victim);
      Thread.sleep(new SplittableRandom(SEED + victim.pid()).nextInt(1_500));

      // When
      victim.destroyForcibly().waitFor();
    } finally {
      victim.destroyForcibly();
    }

    // Then
    String playlist = Files.readString(index);
    assertThat(playlist).startsWith("#EXTM3U\n").doesNotContain("#EXT-X-ENDLIST");
    assertThat(closedBytes(playlist)).isLessThanOrEqualTo(Files.size(file));
    assertThat(Mp4Metadata.read(file, AigcLabel.KEY)).contains(SmallStream.AIGC.json());
    DecodedFile seen = DecodedFile.of(ended(index));
    assertThat(seen.pictures.size() * FRAME_S)
        .as("seconds of pictures")
        .isCloseTo(seconds(playlist), within(0.002));
    assertWhole(seen);
    DecodedFile whole = DecodedFile.of(file);
    assertThat(whole.pictures)
        .as("the file itself")
        .hasSizeGreaterThanOrEqualTo(seen.pictures.size());
  }

  @Test
  void shouldBeOneFileWithAWholeIndexWhenItEndsInOrder() throws Exception {
    // Given
    Path file = folder.resolve("recording.mp4");
    Outlet[] recording = new Outlet[1];
    try (SmallStream stream =
        new SmallStream(
            packet -> {
              if (recording[0] != null) {
                recording[0].take(packet);
              }
            })) {
      recording[0] = recorded(file, stream);
      while (Outlets.closed(recording[0]).segments() < 3) {
        Thread.sleep(50);
      }

      // When
      recording[0].close();
    }

    // Then
    assertThat(recording[0].status().state()).isEqualTo(OutletStatus.State.CLOSED);
    assertThat(Outlets.proven(recording[0])).isTrue();
    String playlist = Files.readString(Outlets.recordingIndex(file));
    assertThat(playlist).endsWith("#EXT-X-ENDLIST\n");
    RecordedSoFar closed = Outlets.closed(recording[0]);
    assertThat(closed.segments()).isEqualTo(RANGE.matcher(playlist).results().count());
    assertThat(closed.durationUs() / 1e6).isCloseTo(seconds(playlist), within(1e-4));
    DecodedFile whole = DecodedFile.of(file);
    DecodedFile segments = DecodedFile.of(Outlets.recordingIndex(file));
    assertThat(segments.pictures).hasSameSizeAs(whole.pictures);
    assertWhole(segments);
    assertThat(files()).containsExactly("recording.m3u8", "recording.mp4");
  }

  @Test
  void shouldNameNothingButWholeSegmentsWheneverTheIndexIsRead() throws Exception {
    // Given
    Path file = folder.resolve("recording.mp4");
    Path index = Outlets.recordingIndex(file);
    Outlet[] recording = new Outlet[1];
    int reads = 0;
    long before = 0;
    try (SmallStream stream =
        new SmallStream(
            packet -> {
              if (recording[0] != null) {
                recording[0].take(packet);
              }
            })) {
      recording[0] = recorded(file, stream);

      // When: it is read as often as can be, while it is replaced
      while (Outlets.closed(recording[0]).segments() < 4) {
        if (!Files.exists(index)) {
          continue;
        }
        String playlist = Files.readString(index);

        // Then
        assertThat(playlist).startsWith("#EXTM3U\n").endsWith("recording.mp4\n");
        assertThat(closedBytes(playlist)).isBetween(before, Files.size(file));
        before = closedBytes(playlist);
        reads++;
      }
      recording[0].close();
    }
    assertThat(reads).isGreaterThan(100);
  }

  private static Outlet recorded(Path file, SmallStream stream) {
    return Outlets.recording(file, stream.tracks, SmallStream.AIGC, Duration.ofSeconds(1));
  }

  /** Every picture and every piece of sound follows the one before. */
  private static void assertWhole(DecodedFile seen) {
    for (int i = 1; i < seen.pictures.size(); i++) {
      assertThat(seen.pictures.get(i).seconds() - seen.pictures.get(i - 1).seconds())
          .as("from picture %d to the next", i - 1)
          .isCloseTo(FRAME_S, within(0.001));
    }
    assertThat(seen.soundTimes).hasSizeGreaterThan(100);
    for (int i = 1; i < seen.soundTimes.size(); i++) {
      assertThat(seen.soundTimes.get(i) - seen.soundTimes.get(i - 1))
          .as("from sound %d to the next", i - 1)
          .isBetween(SOUND_STEP_S, LONGEST_SOUND_STEP_S);
    }
  }

  /** A copy of the index that says that nothing more comes, so that a player reads to its end. */
  private static Path ended(Path index) throws IOException {
    return Files.writeString(
        index.resolveSibling("ended.m3u8"), Files.readString(index) + "#EXT-X-ENDLIST\n");
  }

  private static long closedBytes(String playlist) {
    return RANGE
        .matcher(playlist)
        .results()
        .mapToLong(it -> Long.parseLong(it.group(1)) + Long.parseLong(it.group(2)))
        .max()
        .orElseThrow();
  }

  private static double seconds(String playlist) {
    Matcher lengths = LENGTH.matcher(playlist);
    return lengths.results().mapToDouble(it -> Double.parseDouble(it.group(1))).sum();
  }

  private static void awaitSegments(Path index, int count, Process victim) throws Exception {
    while (!Files.exists(index)
        || RANGE.matcher(Files.readString(index)).results().count() < count) {
      assertThat(victim.isAlive()).as("the process that records").isTrue();
      Thread.sleep(20);
    }
  }

  private List<String> files() throws IOException {
    try (var all = Files.list(folder)) {
      return all.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private static Process start(Path file, int segmentSeconds) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            RecordingVictim.class.getName(),
            file.toString(),
            Integer.toString(segmentSeconds))
        .inheritIO()
        .start();
  }
}
