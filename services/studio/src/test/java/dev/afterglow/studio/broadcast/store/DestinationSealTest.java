package dev.afterglow.studio.broadcast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.studio.broadcast.Destination;
import dev.afterglow.studio.testing.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationSealTest {

  private static final List<Destination> PUSH =
      List.of(
          new Destination("douyin", Destination.Kind.RTMP, "rtmp://127.0.0.1/live/secret-key"),
          new Destination("hls", Destination.Kind.HLS, ""));

  @TempDir Path folder;
  private DestinationSeal seal;

  @BeforeEach
  void makeKey() {
    seal = new DestinationSeal(Optional.of(DestinationKey.readOrMake(folder.resolve("a/key"))));
  }

  @Test
  void shouldOpenWhatItSealed() {
    // Given
    UUID id = Samples.id();

    // When
    Optional<byte[]> sealed = seal.seal(id, PUSH);

    // Then
    assertThat(seal.open(id, sealed)).isEqualTo(PUSH);
    assertThat(new String(sealed.orElseThrow(), StandardCharsets.ISO_8859_1))
        .doesNotContain("secret-key")
        .doesNotContain("douyin");
  }

  @Test
  void shouldRefuseWhenTheTextBelongsToAnotherBroadcast() {
    // Given
    Optional<byte[]> sealed = seal.seal(Samples.id(), PUSH);

    // When, Then
    assertThatThrownBy(() -> seal.open(Samples.id(), sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldKeepOnlyWhatIsNoSecretWhenThereIsNoKey() {
    // Given
    DestinationSeal keyless = new DestinationSeal(Optional.empty());
    List<Destination> hls = List.of(new Destination("hls", Destination.Kind.HLS, ""));
    UUID id = Samples.id();

    // When
    Optional<byte[]> kept = keyless.seal(id, hls);

    // Then
    assertThat(keyless.open(id, kept)).isEqualTo(hls);
    assertThatThrownBy(() -> keyless.seal(id, PUSH)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldKeepNothingWhenThereAreNoDestinations() {
    // When
    Optional<byte[]> kept = seal.seal(Samples.id(), List.of());

    // Then
    assertThat(kept).isEmpty();
    assertThat(seal.open(Samples.id(), kept)).isEmpty();
  }

  @Test
  void shouldReadTheSameKeyWhenTheFileIsThere() throws Exception {
    // Given
    Path file = folder.resolve("a/key");

    // When
    SecretKey key = DestinationKey.readOrMake(file);

    // Then
    assertThat(Files.readAllBytes(file)).isEqualTo(key.getEncoded()).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldRefuseWhenTheFileHoldsNoKey() throws Exception {
    // Given
    Path file = Files.write(folder.resolve("short"), new byte[3]);

    // When, Then
    assertThatThrownBy(() -> DestinationKey.readOrMake(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("32 bytes");
  }
}
