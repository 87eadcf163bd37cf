package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that brings the face tracker's model takes that one file and nothing else for it. */
class ModelsScriptTest {
  @TempDir private Path folder;

  private record Ending(int code, String words) {}

  @BeforeEach
  void copyTheScript() throws IOException {
    Path scripts = Checkout.installation().root().resolve("gradle-free-scripts");
    Files.createDirectories(folder.resolve("gradle-free-scripts/lib"));
    for (String name : new String[] {"models", "lib/say.sh"}) {
      Files.copy(scripts.resolve(name), folder.resolve("gradle-free-scripts").resolve(name));
    }
  }

  @Test
  void shouldTakeNothingWhenTheFileIsAnotherOne() throws Exception {
    // Given
    Path other = Files.writeString(folder.resolve("other.task"), "not the model");

    // When
    Ending ending = models("--from", other.toString());

    // Then
    assertThat(ending.code()).isEqualTo(1);
    assertThat(ending.words())
        .contains("afterglow: that is not the model: its SHA-256 is not 6418");
    assertThat(folder.resolve("models")).isEmptyDirectory();
  }

  @Test
  void shouldReplaceAModelThatWasChangedWhenTheRightOneIsThere() throws Exception {
    // Given
    Path real = Checkout.data("models/face_landmarker.task");
    Path kept = folder.resolve("models/face_landmarker.task");
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, "changed");

    // When
    Ending ending = models("--from", real.toString());

    // Then
    assertThat(ending.code()).as(ending.words()).isZero();
    assertThat(kept).hasSameBinaryContentAs(real);
    assertThat(models("--from", "/nowhere").code()).as("it is there already").isZero();
  }

  private Ending models(String... words) throws IOException, InterruptedException {
    String[] command = new String[words.length + 2];
    command[0] = "bash";
    command[1] = folder.resolve("gradle-free-scripts/models").toString();
    System.arraycopy(words, 0, command, 2, words.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ending(process.waitFor(), said);
  }
}
