package dev.afterglow.registry.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.avatar.AvatarRule;
import dev.afterglow.registry.asset.FileForm;
import dev.afterglow.registry.asset.FolderStore;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.avatar.IncomingFile.Ending;
import dev.afterglow.registry.running.RegistryCaller;
import dev.afterglow.registry.running.TinyAvatar;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        IncomingFile.open(plan, new Landing(folder.resolve("incoming")), new FolderStore(folder))) {
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
    Ending.Kept kept = (Ending.Kept) ending;
    assertThat(kept.form()).isEqualTo(FileForm.CANONICAL);
    assertThat(files()).hasSize(1);
    byte[] bytes = Files.readAllBytes(files().getFirst());
    assertThat(kept.facts().sizeBytes()).isEqualTo(bytes.length).isLessThan(SOUND.length);
    assertThat(files().getFirst().getFileName().toString())
        .isEqualTo(HexFormat.of().formatHex(RegistryCaller.sha256(bytes)) + ".glb")
        .isEqualTo(kept.facts().sha256Hex() + ".glb");
    assertThat(bring(bytes, bytes)).isEqualTo(kept);
    assertThat(files()).hasSize(1);
  }

  @Test
  void shouldStayAsItCameWhenItsFormIsDoubtful() throws IOException {
    // Given
    String json = new String(SOUND, StandardCharsets.ISO_8859_1);
    byte[] beyond =
        json.replace("\"generator\":\"00000001\"", "\"x\":123456789012345678")
            .getBytes(StandardCharsets.ISO_8859_1);

    // When
    Ending ending = bring(beyond, beyond);

    // Then
    assertThat(beyond).hasSameSizeAs(SOUND);
    assertThat(((Ending.Kept) ending).form()).isEqualTo(FileForm.NUMBER_BEYOND_EXACT);
    assertThat(files().getFirst()).hasBinaryContent(beyond);
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
        IncomingFile.open(plan, new Landing(folder.resolve("incoming")), new FolderStore(folder))) {
      boolean fits = file.take(ByteBuffer.wrap(new byte[3]));
      boolean more = file.take(ByteBuffer.wrap(new byte[1]));

      // Then
      assertThat(fits).isTrue();
      assertThat(more).isFalse();
    }
    assertThat(files()).isEmpty();
  }
}
