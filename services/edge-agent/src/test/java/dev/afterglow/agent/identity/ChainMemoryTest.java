package dev.afterglow.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainMemoryTest {
  @TempDir Path folder;

  @Test
  void shouldRememberLastBatchesWhenOpenedAgain() throws Exception {
    // Given
    try (ChainMemory memory = ChainMemory.open(folder, "drive")) {
      for (int i = 1; i <= 3 * ChainMemory.KEPT; i++) {
        memory.remember(i, hash(i));
      }
    }

    // When
    try (ChainMemory again = ChainMemory.open(folder, "drive")) {
      // Then
      assertThat(again.last()).isEqualTo(3L * ChainMemory.KEPT);
      assertThat(again.hash(3L * ChainMemory.KEPT)).hasValue(hash(3 * ChainMemory.KEPT));
      assertThat(again.hash(2L * ChainMemory.KEPT + 1)).isPresent();
      assertThat(again.hash(1)).isEmpty();
    }
  }

  @Test
  void shouldStayBoundedWhenDriveIsLong() throws Exception {
    // Given
    try (ChainMemory memory = ChainMemory.open(folder, "drive")) {
      // When
      for (int i = 1; i <= 40_000; i++) {
        memory.remember(i, hash(i));
      }
    }

    // Then
    assertThat(Files.size(folder.resolve("drive.chain"))).isLessThan(400_000);
  }

  @Test
  void shouldForgetWhatCameAfterWhenChainGoesAnotherWay() throws Exception {
    // Given
    try (ChainMemory memory = ChainMemory.open(folder, "drive")) {
      memory.remember(1, hash(1));
      memory.remember(2, hash(2));
      memory.remember(3, hash(3));
      memory.remember(2, hash(9));
    }

    // When
    try (ChainMemory again = ChainMemory.open(folder, "drive")) {
      // Then
      assertThat(again.last()).isEqualTo(2);
      assertThat(again.hash(2)).hasValue(hash(9));
    }
  }

  @Test
  void shouldPassOverHalfRecordWhenProcessWasKilled() throws Exception {
    // Given
    try (ChainMemory memory = ChainMemory.open(folder, "drive")) {
      memory.remember(1, hash(1));
    }
    Files.write(folder.resolve("drive.chain"), new byte[13], StandardOpenOption.APPEND);

    // When
    try (ChainMemory again = ChainMemory.open(folder, "drive")) {
      again.remember(2, hash(2));
    }

    // Then
    try (ChainMemory third = ChainMemory.open(folder, "drive")) {
      assertThat(third.last()).isEqualTo(2);
      assertThat(third.hash(1)).hasValue(hash(1));
    }
  }

  private static byte[] hash(int i) {
    byte[] hash = new byte[ChainMemory.HASH_BYTES];
    Arrays.fill(hash, (byte) i);
    return hash;
  }
}
