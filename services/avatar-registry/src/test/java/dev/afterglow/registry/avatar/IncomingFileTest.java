package dev.afterglow.registry.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.avatar.AvatarRule;
import dev.afterglow.registry.avatar.IncomingFile.Ending;
import dev.afterglow.registry.running.RegistryCaller;
import dev.afterglow.registry.running.TinyAvatar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingFileTest {
  private static final byte[] SOUND = TinyAvatar.glb(1);

  @TempDir Path folder;

  private Ending bring(byte[] announced, byte[] sent) throws IOException {
    UploadPlan plan =
        new UploadPlan(
            "owner",
            "tiny",
            announced.length,
            HexFormat.of().formatHex(RegistryCaller.sha256(announced)),
            "",
            "");
    try (IncomingFile file =
        IncomingFile.open(plan, new AssetFolder(folder, InstantSource.system()))) {
      file.take(ByteBuffer.wrap(sent));
      return file.finish();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void shouldHaveItsDigestsNameWhenSound() throws IOException {
    // When
    Ending ending = bring(SOUND, SOUND);

    // Then
    assertThat(ending).isInstanceOf(Ending.Kept.class);
    assertThat(files()).hasSize(1);
    assertThat(files().getFirst()).hasBinaryContent(SOUND);
    assertThat(files().getFirst().getFileName().toString())
        .isEqualTo(HexFormat.of().formatHex(RegistryCaller.sha256(SOUND)) + ".glb");
  }

  @Test
  void shouldLeaveNothingWhenTruncatedOrChangedOrHostile() throws IOException {
    // Given
    byte[] cut = Arrays.copyOf(SOUND, SOUND.length - 8);
    byte[] changed = SOUND.clone();
    changed[changed.length - 1] = 1;

    // When
    Ending tooFew = bring(SOUND, cut);
    Ending otherBytes = bring(SOUND, changed);
    Ending hostile = bring(cut, cut);

    // Then
    assertThat(tooFew)
        .isEqualTo(new Ending.Broken(Integer.toString(SOUND.length), Integer.toString(cut.length)));
    assertThat(otherBytes).isInstanceOf(Ending.Broken.class);
    assertThat(((Ending.Rejected) hostile).rule()).isEqualTo(AvatarRule.GLB_TRUNCATED);
    assertThat(files()).isEmpty();
  }

  @Test
  void shouldRefuseAtOnceWhenMoreComesThanAnnounced() throws IOException {
    // Given
    UploadPlan plan = new UploadPlan("owner", "tiny", 3, "00".repeat(32), "", "");

    // When
    try (IncomingFile file =
        IncomingFile.open(plan, new AssetFolder(folder, InstantSource.system()))) {
      boolean fits = file.take(ByteBuffer.wrap(new byte[3]));
      boolean more = file.take(ByteBuffer.wrap(new byte[1]));

      // Then
      assertThat(fits).isTrue();
      assertThat(more).isFalse();
    }
    assertThat(files()).isEmpty();
  }
}
