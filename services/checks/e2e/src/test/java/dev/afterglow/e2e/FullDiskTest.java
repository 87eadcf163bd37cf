package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.afterglow.api.commerce.v1.Room;
import dev.afterglow.e2e.LiveProgram.Outcome;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.watch.LatestRoom;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of its own that another program fills to the last byte while a broadcast is live. */
class FullDiskTest {
  private static final String SIZE = "700m";

  /** Room enough for a start with the settings that everybody has. */
  private static final String GROWN_SIZE = "2g";

  private static final String LEAST_FREE_BYTES = Integer.toString(256 << 20);

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mountDisk() throws Exception {
    Logger.getLogger("").setLevel(Level.SEVERE);
    Checkout.program("ffprobe");
    Checkout.program("unshare");
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "afterglow-test", disk.toString()) == 0,
        "skipped: a small disk can only be mounted by root");
  }

  @AfterEach
  void unmountDisk() throws Exception {
    // Lazily: a folder must not stay mounted because of a process that a failed test left.
    run("umount", "-l", disk.toString());
  }

  @Test
  void shouldEndInOrderAndKeepWhatWasAcknowledgedWhenTheDiskFillsUp() throws Exception {
    // Given
    Path data = disk.resolve("data");
    try (LiveProgram program =
        LiveProgram.start(
            data,
            List.of("-Dafterglow.standalone.min-free-bytes=" + LEAST_FREE_BYTES),
            "--json --for 2m --port 0 --size 360x640 --fps 10".split(" ", -1))) {
      // A segment is closed at the first key frame after some seconds.
      program.awaitLine("   9s  ");

      // When
      Path filler = fillUp();

      // Then
      Outcome outcome = program.awaitEnd();
      Files.delete(filler);
      assertThat(run("mount", "-o", "remount,size=" + GROWN_SIZE, disk.toString())).isZero();
      assertThat(outcome.sentences())
          .singleElement()
          .asString()
          .contains("has filled up", "--data");
      assertThat(outcome.code()).isEqualTo(ExitCode.DISK_FULL.code());
      JsonNode summary = summary(outcome);
      assertThat(Media.of(Path.of(summary.path("recording").asText())).frameTimes())
          .as("frames that can be played")
          .hasSizeGreaterThan(10);
      assertThat(Media.ofClosedSegments(Path.of(summary.path("recording").asText())).frameTimes())
          .as("frames in closed segments")
          .hasSizeGreaterThan(10);
      long acknowledged = summary.path("facts_acknowledged").asLong();
      assertThat(acknowledged).isPositive();
      assertThat(
              LatestRoom.counted(
                  afterRestart(data, summary.path("room_id").asText(), acknowledged)))
          .as("acknowledged facts after a new start")
          .isEqualTo(acknowledged);
    }
  }

  private static JsonNode summary(Outcome outcome) throws IOException {
    String json =
        outcome.lines().stream().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
    return new ObjectMapper().readTree(json);
  }

  private static Room afterRestart(Path data, String roomId, long facts) throws IOException {
    try (Standalone standalone =
        Standalone.start(
            new Standalone.Plan(
                Checkout.installation(), data, Checkout.runtimeFolder(), 0, Map.of()),
            (service, event) -> System.out.println(service.moduleName() + " " + event))) {
      return new LatestRoom(standalone.fleet().channel(Service.COMMERCE_ANALYTICS), roomId)
          .awaitFacts(facts, Duration.ofSeconds(30));
    }
  }

  /** Writes until the system refuses another byte. */
  private Path fillUp() throws IOException {
    Path filler = disk.resolve("filler");
    byte[] block = new byte[1 << 20];
    for (int size = block.length; size >= 1; size /= 16) {
      try (OutputStream file =
          Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          file.write(block, 0, size);
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("No space left");
      }
    }
    return filler;
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
