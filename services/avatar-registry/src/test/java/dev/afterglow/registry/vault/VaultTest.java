package dev.afterglow.registry.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final Document DOCUMENT =
      new Document(DocumentType.CN_RESIDENT_ID, "11010519491231002X", "Wei Canary");

  @TempDir Path folder;

  private Vault vault() {
    return Vault.on(new KeyFiles(folder.resolve("keys")));
  }

  @Test
  void shouldOpenWhatItSealedWhenStartedAgain() {
    // Given
    SealedDocument sealed = vault().seal("s", DOCUMENT);

    // When
    Document opened = vault().open("s", sealed.ciphertext(), sealed.wrappedKey());

    // Then
    assertThat(opened).isEqualTo(DOCUMENT);
    assertThat(new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1))
        .doesNotContain("11010519491231002X", "Wei");
  }

  @Test
  void shouldNotOpenWhenTheSubjectsKeyIsGone() {
    // Given
    Vault vault = vault();
    SealedDocument sealed = vault.seal("s", DOCUMENT);
    SealedDocument later = vault.seal("s", DOCUMENT);

    // When // Then
    assertThatThrownBy(() -> vault.open("s", sealed.ciphertext(), later.wrappedKey()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.open("other", sealed.ciphertext(), sealed.wrappedKey()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.open("s", sealed.ciphertext(), new byte[0]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldIndexEqualNumbersEquallyWhenKeysAreTheSame() {
    // Given
    Vault vault = vault();
    Document otherName = new Document(DOCUMENT.type(), DOCUMENT.number(), "Other");
    Document otherType = new Document(DocumentType.PASSPORT, DOCUMENT.number(), "Wei");
    Vault otherKeys = Vault.on(new KeyFiles(folder.resolve("other")));

    // When
    byte[] index = vault.blindIndex(DOCUMENT);

    // Then
    assertThat(index).hasSize(16).isEqualTo(vault().blindIndex(otherName));
    assertThat(index).isNotEqualTo(vault.blindIndex(otherType));
    assertThat(index).isNotEqualTo(otherKeys.blindIndex(DOCUMENT));
    assertThat(index).isNotEqualTo(vault.fingerprint(index));
  }

  @Test
  void shouldKeepKeysToTheOwnerWhenMade() throws IOException {
    // Given
    vault();

    // When
    try (Stream<Path> files = Files.list(folder.resolve("keys"))) {
      // Then
      assertThat(files)
          .hasSize(3)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void shouldRefuseWhenOthersMayReadAKey() throws IOException {
    // Given
    vault();
    Path key = folder.resolve("keys/vault-master.json");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    // When // Then
    assertThatThrownBy(this::vault).hasMessageContaining("vault-master.json");
  }
}
