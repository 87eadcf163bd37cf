package dev.afterglow.registry.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.call.JsonCall;
import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.DocumentType;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vault over the Transit engine, against a server that answers as its document says. */
class TransitVaultTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String NUMBER = "11010519491231002X";
  private static final Document DOCUMENT =
      new Document(DocumentType.CN_RESIDENT_ID, NUMBER, "Wei Canary");

  @TempDir Path folder;
  private TransitServer server;
  private Path token;

  @BeforeEach
  void start() throws IOException {
    server = new TransitServer();
    token = folder.resolve("token");
    Files.writeString(token, TransitServer.TOKEN + "\n");
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(server.heard).noneMatch(it -> it.contains(NUMBER) || it.contains("Canary"));
  }

  private TransitMasterKey master() {
    return master(server.address("http"), PATIENCE);
  }

  private TransitMasterKey master(URI address, Duration patience) {
    return new TransitMasterKey(
        new TransitMasterKey.Place(address, "transit", "vault-key", token, Optional.empty()),
        new JsonCall(patience));
  }

  private KeyFiles files() {
    return new KeyFiles(folder.resolve("keys"));
  }

  private Vault vault() {
    return Vault.on(files(), master());
  }

  @Test
  void shouldOpenWhatItSealedWhenStartedAgain() {
    // Given
    SealedDocument sealed = vault().seal("s", DOCUMENT);

    // When
    Vault again = vault();
    Document opened = again.open("s", sealed.ciphertext(), sealed.wrappedKey());

    // Then
    assertThat(opened).isEqualTo(DOCUMENT);
    assertThat(sealed.wrappedBy()).isEqualTo("transit:v1");
    assertThat(again.blindIndex(DOCUMENT)).isEqualTo(sealed.blindIndex());
  }

  @Test
  void shouldKeepNoKeyOnTheDiskThatIsNotWrapped() throws IOException {
    // When
    vault();

    // Then
    try (Stream<Path> kept = Files.list(folder.resolve("keys"))) {
      assertThat(kept.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("vault-index.sealed", "vault-fingerprint.sealed");
    }
    for (String name : new String[] {"vault-index.sealed", "vault-fingerprint.sealed"}) {
      byte[] bytes = Files.readAllBytes(folder.resolve("keys").resolve(name));
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("vault:v1:");
    }
  }

  @Test
  void shouldNotOpenWhenKeySubjectAndDocumentDoNotBelongTogether() {
    // Given
    Vault vault = vault();
    SealedDocument sealed = vault.seal("s", DOCUMENT);
    SealedDocument later = vault.seal("s", DOCUMENT);
    byte[] damaged = sealed.wrappedKey().clone();
    damaged[damaged.length - 1] ^= 1;

    // When, Then
    assertThatThrownBy(() -> vault.open("s", sealed.ciphertext(), later.wrappedKey()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.open("other", sealed.ciphertext(), sealed.wrappedKey()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> vault.open("s", sealed.ciphertext(), damaged))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> vault.open("s", sealed.ciphertext(), new byte[0]))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void shouldSealUnderTheNewestVersionAndRewrapTheOlderWhenTheKeyWasRotated() {
    // Given
    Vault vault = vault();
    SealedDocument before = vault.seal("s", DOCUMENT);
    server.rotate();

    // When
    SealedDocument after = vault.seal("t", DOCUMENT);
    Vault.Rewrapped rewrapped = vault.rewrapped("s", before.wrappedKey());
    vault.renewFiles();
    server.trim();

    // Then
    assertThat(vault.newestVersion()).isEqualTo("transit:v2");
    assertThat(after.wrappedBy()).isEqualTo("transit:v2");
    assertThat(rewrapped.version()).isEqualTo("transit:v2");
    assertThat(vault.open("s", before.ciphertext(), rewrapped.wrappedKey())).isEqualTo(DOCUMENT);
    assertThatThrownBy(() -> vault.open("s", before.ciphertext(), before.wrappedKey()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(vault().blindIndex(DOCUMENT)).isEqualTo(before.blindIndex());
    assertThat(server.heard).anyMatch(it -> it.startsWith("POST /v1/transit/rewrap/"));
  }

  @Test
  void shouldRewrapForTheSameSubjectAlone() {
    // Given
    Vault vault = vault();
    SealedDocument sealed = vault.seal("s", DOCUMENT);
    server.rotate();

    // When, Then
    assertThatThrownBy(() -> vault.rewrapped("other", sealed.wrappedKey()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldTakeOverWhatLiesUnderAKeyFile() throws IOException {
    // Given
    Vault local = Vault.on(files());
    SealedDocument sealed = local.seal("s", DOCUMENT);

    // When
    Vault moved = vault();
    Document opened = moved.open("s", sealed.ciphertext(), sealed.wrappedKey());
    Vault.Rewrapped rewrapped = moved.rewrapped("s", sealed.wrappedKey());
    for (String name :
        new String[] {"vault-master.json", "vault-index.json", "vault-fingerprint.json"}) {
      Files.delete(folder.resolve("keys").resolve(name));
    }
    Vault alone = vault();

    // Then
    assertThat(sealed.wrappedBy()).isEqualTo("local");
    assertThat(opened).isEqualTo(DOCUMENT);
    assertThat(moved.blindIndex(DOCUMENT)).isEqualTo(sealed.blindIndex());
    assertThat(rewrapped.version()).isEqualTo("transit:v1");
    assertThat(alone.open("s", sealed.ciphertext(), rewrapped.wrappedKey())).isEqualTo(DOCUMENT);
    assertThat(alone.blindIndex(DOCUMENT)).isEqualTo(sealed.blindIndex());
    assertThatThrownBy(() -> alone.open("s", sealed.ciphertext(), sealed.wrappedKey()))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void shouldSealNothingWhenKeyManagementIsNotThere() throws IOException {
    // Given
    Vault vault = vault();
    SealedDocument sealed = vault.seal("s", DOCUMENT);
    Vault hasty = Vault.on(files(), master(server.address("http"), Duration.ofSeconds(2)));

    // When, Then
    server.sealed = true;
    assertUnavailable(vault, sealed);
    server.sealed = false;
    server.silent = true;
    assertUnavailable(hasty, sealed);
    server.silent = false;
    Files.writeString(token, "another token");
    assertUnavailable(vault, sealed);
    Files.delete(token);
    assertUnavailable(vault, sealed);
    Files.writeString(token, TransitServer.TOKEN);
    assertThatCode(() -> vault.seal("s", DOCUMENT)).doesNotThrowAnyException();
    server.close();
    assertUnavailable(vault, sealed);
  }

  private static void assertUnavailable(Vault vault, SealedDocument sealed) {
    assertThatThrownBy(() -> vault.seal("s", DOCUMENT)).isInstanceOf(MasterKey.Unavailable.class);
    assertThatThrownBy(() -> vault.open("s", sealed.ciphertext(), sealed.wrappedKey()))
        .isInstanceOf(MasterKey.Unavailable.class);
    assertThatThrownBy(() -> vault.rewrapped("s", sealed.wrappedKey()))
        .isInstanceOf(MasterKey.Unavailable.class);
  }

  @Test
  void shouldRefuseAKeyThatDoesNotDoWhatTheVaultRestsOn() {
    // Given
    TransitMasterKey master = master();

    // When, Then
    assertThatCode(master::check).doesNotThrowAnyException();
    server.derived = false;
    assertThatThrownBy(master::check).hasMessageContaining("not derived");
    server.derived = true;
    server.exportable = true;
    assertThatThrownBy(master::check).hasMessageContaining("exported");
    server.exportable = false;
    server.convergent = true;
    assertThatThrownBy(master::check).hasMessageContaining("equal keys");
    server.convergent = false;
    server.type = "rsa-4096";
    assertThatThrownBy(master::check).hasMessageContaining("type");
  }
}
