package dev.afterglow.registry.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest extends AssetStoreSuite {
  @TempDir Path root;
  private AssetStore store;

  @BeforeEach
  void make() {
    store = new FolderStore(root);
  }

  @Override
  protected AssetStore store() {
    return store;
  }

  @Override
  protected void stray(String path) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "stray");
  }

  @Test
  void shouldClearOnlyWhatIsOldWhenACrashLeftIt() throws IOException {
    // Given
    Landing landing = new Landing(root.resolve("incoming"));
    Instant now = Instant.parse("2026-11-24T00:00:00Z");
    Path old = landing.newcomer();
    Path young = landing.newcomer();
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofHours(25))));
    Files.setLastModifiedTime(young, FileTime.from(now.minus(Duration.ofHours(23))));

    // When
    int gone = landing.clear(now.minus(Duration.ofDays(1)));

    // Then
    assertThat(gone).isEqualTo(1);
    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @Test
  void shouldLeadNowhereElseWhenADigestIsNone() {
    // When
    Throwable refused =
        catchThrowable(() -> new Asset(AssetKind.AVATAR, "../../../etc/passwd".repeat(4)));

    // Then
    assertThat(refused).isInstanceOf(IllegalArgumentException.class);
  }
}
