package dev.afterglow.commerce.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal: 100 rooms and two million ids that a repeat is found among. */
class ManyIdsTest {
  private static final int IDS = 2_000_000;

  @TempDir Path folder;

  @Test
  void shouldHoldTwoMillionIdsInASmallHeapWhenFoldedAndWhenRestored() throws Exception {
    // Given
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // 50 bytes an id, and what a JVM needs anyway; two copies of the state would not fit.
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ManyIds.class.getName(),
            folder.resolve("changes").toString(),
            Integer.toString(IDS));

    // When
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    int status = process.waitFor();

    // Then
    assertThat(status).as(said).isZero();
    String[] figures = said.lines().toList().getLast().split(" ");
    assertThat(Integer.parseInt(figures[0])).as("bytes held an id").isBetween(24, 56);
    assertThat(Integer.parseInt(figures[1])).as("bytes held an id, restored").isBetween(24, 56);
    assertThat(Integer.parseInt(figures[2])).as("repeats found").isEqualTo(IDS);
  }
}
