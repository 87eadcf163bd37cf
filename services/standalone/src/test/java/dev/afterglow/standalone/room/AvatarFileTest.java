package dev.afterglow.standalone.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvatarFileTest {
  @TempDir Path folder;

  @Test
  void shouldTakeAFileWhoseHeaderHolds() throws Exception {
    // Given
    Path file = glb(24, 24);

    // When
    AvatarFile avatar = AvatarFile.read(file);

    // Then
    assertThat(avatar.displayName()).isEqualTo("head");
    assertThat(avatar.bytes()).hasSize(24);
    assertThat(avatar.sha256()).hasSize(32);
  }

  @Test
  void shouldSaySoWhenTheFileIsCutShort() throws Exception {
    // Given
    Path file = glb(9_000, 24);

    // When
    RunFailure failure = catchThrowableOfType(RunFailure.class, () -> AvatarFile.read(file));

    // Then
    assertThat(failure.exitCode()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(failure.sentence()).contains("promises 9000 bytes and the file has 24");
  }

  @Test
  void shouldSaySoWhenTheFileIsNoBinaryGltf() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("face.glb"), "a picture, honestly");

    // When
    RunFailure failure = catchThrowableOfType(RunFailure.class, () -> AvatarFile.read(file));

    // Then
    assertThat(failure.sentence()).contains("no binary glTF");
  }

  @Test
  void shouldSaySoWhenThereIsNoFile() {
    // Given
    Path file = folder.resolve("nobody.vrm");

    // When
    RunFailure failure = catchThrowableOfType(RunFailure.class, () -> AvatarFile.read(file));

    // Then
    assertThat(failure.sentence()).contains("no such file", "nobody.vrm");
  }

  private Path glb(int promised, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(0x46546C67).putInt(2).putInt(promised);
    return Files.write(folder.resolve("head.glb"), buffer.array());
  }
}
