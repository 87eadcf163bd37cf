package dev.afterglow.registry.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.call.JsonCall;
import dev.afterglow.registry.call.TrustFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key management over HTTPS: only a server of the operator's own authority gets the token. */
class TransitTlsTest {
  private static final String PASSWORD = "for a test";

  @TempDir Path folder;

  /** A certificate for a name of this machine, and the same as a file of authorities. */
  private SSLContext certificate(String name, String san) throws Exception {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        "k",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=" + san,
        "-validity",
        "2",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "k",
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD,
        "-file",
        folder.resolve(name + ".pem").toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void keytool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private TransitMasterKey master(URI address, Optional<SSLContext> trust) throws IOException {
    Path token = folder.resolve("token");
    Files.writeString(token, TransitServer.TOKEN);
    return new TransitMasterKey(
        new TransitMasterKey.Place(address, "transit", "vault-key", token, Optional.empty()),
        new JsonCall(Duration.ofSeconds(20), trust));
  }

  @Test
  void shouldTalkToAServerOfTheAuthorityAndToNoOther() throws Exception {
    // Given
    SSLContext own = certificate("own", "ip:127.0.0.1");
    SSLContext elsewhere = certificate("elsewhere", "dns:kms.example");
    try (TransitServer server = new TransitServer(Optional.of(own));
        TransitServer misnamed = new TransitServer(Optional.of(elsewhere))) {

      // When
      String newest =
          master(server.address("https"), Optional.of(TrustFile.read(folder.resolve("own.pem"))))
              .newest();

      // Then
      assertThat(newest).isEqualTo("transit:v1");
      List<TransitMasterKey> refused =
          List.of(
              master(server.address("https"), Optional.empty()),
              master(
                  server.address("https"),
                  Optional.of(TrustFile.read(folder.resolve("elsewhere.pem")))),
              master(
                  misnamed.address("https"),
                  Optional.of(TrustFile.read(folder.resolve("elsewhere.pem")))));
      for (TransitMasterKey key : refused) {
        assertThatThrownBy(key::newest).isInstanceOf(MasterKey.Unavailable.class);
      }
      assertThat(server.heard).hasSize(1);
      assertThat(misnamed.heard).isEmpty();
    }
  }

  @Test
  void shouldRefuseAFileWithoutCertificates() throws IOException {
    // Given
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");

    // When, Then
    assertThatThrownBy(() -> TrustFile.read(empty)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> TrustFile.read(folder.resolve("none.pem")))
        .isInstanceOf(IllegalStateException.class);
  }
}
