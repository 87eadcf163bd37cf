package dev.afterglow.agent.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  private final KeyFile.Identity identity =
      new KeyFile.Identity(Signer.make(), "0197f000-0000-4000-8000-000000000001", Optional.empty());

  @TempDir Path folder;

  @Test
  void shouldGiveKeyBackWhenSaved() throws Exception {
    // Given
    KeyFile file = new KeyFile(folder.resolve("home/device.key"));

    // When
    file.save(identity.paired("0197f000-0000-7000-8000-000000000002"));

    // Then
    KeyFile.Identity back = file.load().orElseThrow();
    assertThat(back.deviceId()).contains("0197f000-0000-7000-8000-000000000002");
    assertThat(back.requestId()).isEqualTo(identity.requestId());
    byte[] message = {7};
    assertThat(identity.signer().publicKey().verifies(message, back.signer().sign(message)))
        .isTrue();
  }

  @Test
  void shouldBeForItsOwnerAloneWhenSaved() throws Exception {
    // Given
    Path path = folder.resolve("home/device.key");

    // When
    new KeyFile(path).save(identity);

    // Then
    assertThat(permissions(path)).isEqualTo("rw-------");
    assertThat(permissions(path.getParent())).isEqualTo("rwx------");
  }

  @Test
  void shouldRefuseFileWhenOthersMayReadIt() throws Exception {
    // Given
    Path path = folder.resolve("device.key");
    KeyFile file = new KeyFile(path);
    file.save(identity);

    // When
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));

    // Then
    assertThatExceptionOfType(IdentityException.class)
        .isThrownBy(file::load)
        .withMessageContaining("chmod 600");
  }

  @Test
  void shouldSayThatFileIsDamagedWhenKeyWasChanged() throws Exception {
    // Given
    Path path = folder.resolve("device.key");
    KeyFile file = new KeyFile(path);
    file.save(identity);
    String other = Base64.getEncoder().encodeToString(Signer.make().publicKey().raw());

    // When
    Files.writeString(
        path, Files.readString(path).replaceAll("public_key=.*", "public_key=" + other));

    // Then
    assertThatExceptionOfType(IdentityException.class)
        .isThrownBy(file::load)
        .withMessageContaining("damaged");
  }

  @Test
  void shouldBeEmptyWhenThereIsNoFile() throws Exception {
    assertThat(new KeyFile(folder.resolve("none")).load()).isEmpty();
  }

  @Test
  void shouldKeepPrivateKeyToItselfWhenPrinted() {
    assertThat(identity.toString()).doesNotContain("PKCS").hasSizeLessThan(200);
  }

  private static String permissions(Path path) throws Exception {
    Set<java.nio.file.attribute.PosixFilePermission> set = Files.getPosixFilePermissions(path);
    return PosixFilePermissions.toString(set);
  }
}
