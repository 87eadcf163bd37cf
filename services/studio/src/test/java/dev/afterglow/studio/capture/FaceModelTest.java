package dev.afterglow.studio.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceModelTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @Test
  void shouldFindNothingWhenTheFolderIsNotThere(@TempDir Path folder) {
    // When
    FaceModel.Found found = FaceModel.in(folder.resolve("none"));

    // Then
    assertThat(found).isInstanceOf(FaceModel.Found.Nothing.class);
  }

  @Test
  void shouldNotTakeAnotherFileForTheModel(@TempDir Path folder) throws IOException {
    // Given
    Files.write(folder.resolve(FaceModel.NAME), CONTENT);

    // When
    FaceModel.Found found = FaceModel.in(folder);

    // Then
    assertThat(found).isInstanceOf(FaceModel.Found.Other.class);
  }

  @Test
  void shouldFindTheModelWhenItsDigestIsRight(@TempDir Path folder)
      throws IOException, NoSuchAlgorithmException {
    // Given
    Files.write(folder.resolve(FaceModel.NAME), CONTENT);
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));

    // When
    FaceModel.Found found = FaceModel.in(folder, digest);

    // Then
    assertThat(found)
        .isInstanceOfSatisfying(
            FaceModel.Found.Model.class, it -> assertThat(it.bytes()).isEqualTo(CONTENT));
  }
}
