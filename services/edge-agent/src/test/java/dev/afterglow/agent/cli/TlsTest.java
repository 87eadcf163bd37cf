package dev.afterglow.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.agent.upstream.FakeCapture;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent beside a capture-ingest that speaks TLS, with a private authority. */
class TlsTest {
  private static final String DRIVE = "0197f000-0000-7000-8000-0000000000d4";
  private static final String PASSWORD = "only-for-this-test";
  private static final int FRAMES = 30;

  @TempDir Path folder;

  @Test
  void shouldPairAndBringSignedDriveWhenServiceSpeaksTls() throws Exception {
    // Given
    Path authority = certificate("service");
    Path tape = folder.resolve("take.csv");
    Files.writeString(tape, takeOf(FRAMES));
    Path token = Files.writeString(folder.resolve("token"), "a-token-of-sixteen-and-more");
    try (FakeCapture service = new FakeCapture(credentials("service"))) {
      String to = "127.0.0.1:" + service.port();

      // When
      int paired = agent("pair", "7kq2-m9xd", "--to", to, "--ca", authority.toString());
      int played =
          agent(
              "play",
              tape.toString(),
              "--to",
              to,
              "--ca",
              authority.toString(),
              "--drive",
              DRIVE,
              "--drive-token-file",
              token.toString());

      // Then
      assertThat(paired).isZero();
      assertThat(played).isZero();
      assertThat(service.motion()).hasSize(FRAMES);
      assertThat(service.batches()).as("signed batches").isPositive();
      assertThat(service.faults).isEmpty();
    }
  }

  @Test
  void shouldSayNothingToServiceWhenItsCertificateIsOfAnotherAuthority() throws Exception {
    // Given
    certificate("service");
    Path other = certificate("other");
    try (FakeCapture service = new FakeCapture(credentials("service"))) {
      // When
      int code =
          agent(
              "pair", "7kq2-m9xd", "--to", "127.0.0.1:" + service.port(), "--ca", other.toString());

      // Then
      assertThat(code).isNotZero();
      assertThat(service.enrolled()).isNull();
    }
  }

  private int agent(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--key", folder.resolve("home/device.key").toString()));
    return Agent.commandLine(new Stop(), new FakeSoundCard()).execute(all.toArray(String[]::new));
  }

  /** A Live Link Face recording of the jaw, sixty frames a second. */
  private static String takeOf(int frames) {
    StringBuilder csv = new StringBuilder("Timecode,BlendshapeCount,JawOpen\n");
    for (int i = 0; i < frames; i++) {
      csv.append("01:00:%02d:%02d.000,61,0.5%n".formatted(i / 60, i % 60));
    }
    return csv.toString();
  }

  /** Makes a key with a certificate for this machine, and gives the certificate's file. */
  private Path certificate(String name) throws Exception {
    Path file = folder.resolve(name + ".pem");
    keytool(
        name,
        List.of(
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2"));
    keytool(name, List.of("-exportcert", "-rfc", "-alias", name, "-file", file.toString()));
    return file;
  }

  private void keytool(String name, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    command.addAll(List.of("-keystore", store(name).toString(), "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("keytool ended").isTrue();
    assertThat(process.exitValue()).as("keytool's exit code").isZero();
  }

  private ServerCredentials credentials(String name) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store(name))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    return TlsServerCredentials.newBuilder().keyManager(managers.getKeyManagers()).build();
  }

  private Path store(String name) {
    return folder.resolve(name + ".p12");
  }
}
