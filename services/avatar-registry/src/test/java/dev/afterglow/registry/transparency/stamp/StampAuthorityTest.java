package dev.afterglow.registry.transparency.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.Leaf;
import dev.afterglow.registry.transparency.LogFolder;
import dev.afterglow.registry.transparency.NoteSigner;
import dev.afterglow.registry.transparency.Publisher;
import dev.afterglow.registry.transparency.Stamp;
import dev.afterglow.registry.transparency.audit.Auditor;
import dev.afterglow.registry.transparency.stamp.LocalAuthority.Behaviour;
import dev.afterglow.registry.transparency.stamp.StampAuthority.NoStampException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timestamps of an authority that another implementation made (Bouncy Castle's own generator). */
@Timeout(60)
class StampAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final byte[] NOTE = "a head".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Behaviour behaviour = Behaviour.HONEST;
  private final LocalAuthority local = new LocalAuthority(() -> NOW, () -> behaviour);
  private final CertificateJudge judge = CertificateJudge.of(local.pem());

  @AfterEach
  void close() {
    local.close();
  }

  private StampAuthority authority(Duration patience) {
    return new StampAuthority(
        local.address(), judge, patience, Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom());
  }

  @Test
  void shouldKeepATokenThatTellsTheTimeWhenTheAuthorityIsHonest() throws Exception {
    // When
    byte[] token = authority(Duration.ofSeconds(20)).stamp(NOTE);

    // Then
    assertThat(judge.time(NOTE, token)).isEqualTo(NOW);
    assertThatThrownBy(() -> judge.time(new byte[] {1}, token))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Behaviour> lies() {
    return Stream.of(Behaviour.values())
        .filter(it -> it != Behaviour.HONEST && it != Behaviour.STALLED);
  }

  @ParameterizedTest
  @MethodSource("lies")
  void shouldKeepNothingWhenTheAuthorityLies(Behaviour lie) {
    // Given
    behaviour = lie;

    // When
    StampAuthority authority = authority(Duration.ofSeconds(20));

    // Then
    assertThatThrownBy(() -> authority.stamp(NOTE)).isInstanceOf(NoStampException.class);
    assertThat(local.asked()).isEqualTo(1);
  }

  @Test
  void shouldGiveUpWhenTheAuthorityStallsInTheMiddle() {
    // Given
    behaviour = Behaviour.STALLED;

    // When
    StampAuthority authority = authority(Duration.ofMillis(300));

    // Then
    assertThatThrownBy(() -> authority.stamp(NOTE))
        .isInstanceOf(NoStampException.class)
        .hasMessage("too slow");
  }

  @Test
  void shouldGiveUpWhenNobodyIsThere() {
    // Given
    local.close();

    // When
    StampAuthority authority = authority(Duration.ofSeconds(20));

    // Then
    assertThatThrownBy(() -> authority.stamp(NOTE))
        .isInstanceOf(NoStampException.class)
        .hasMessage("not there");
  }

  @Test
  void shouldNeverProveAnythingElseWhenAStampIsChanged() throws Exception {
    // Given
    NoteSigner signer = NoteSigner.of("example.com/log", NoteSigner.make());
    LogFolder files = new LogFolder(folder);
    Publisher publisher = new Publisher(files, signer);
    publisher.publish(avatars(3));
    Stamp stamp = stamped(files, 3);
    publisher.publish(avatars(2));
    Map<Long, Optional<Instant>> proven = Map.of(3L, Optional.of(NOW));
    List<String> unnoticed = new ArrayList<>();
    int found = 0;

    // When
    Auditor.Report whole = audit(files, signer, true);
    Auditor.Report unjudged = audit(files, signer, false);
    for (String path : List.of(stamp.note(), stamp.token())) {
      byte[] bytes = Files.readAllBytes(folder.resolve(path));
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] ^= 4;
        Files.write(folder.resolve(path), bytes);
        Auditor.Report changed = audit(files, signer, true);
        found += changed.whole() ? 0 : 1;
        // What a token holds beside what is signed, as its version, proves nothing and may change.
        if (changed.whole() && (path.equals(stamp.note()) || !changed.stamps().equals(proven))) {
          unnoticed.add(path + " byte " + at);
        }
        bytes[at] ^= 4;
      }
      Files.write(folder.resolve(path), bytes);
    }

    // Then
    assertThat(whole.faults()).isEmpty();
    assertThat(whole.stamps()).isEqualTo(proven);
    assertThat(unjudged.whole()).isTrue();
    assertThat(unjudged.stamps()).isEqualTo(Map.of(3L, Optional.empty()));
    assertThat(unnoticed).isEmpty();
    assertThat(found).as("changes that were found").isGreaterThan(500);
  }

  @Test
  void shouldFindThatTheLogIsAnotherThanTheOneThatWasStamped() throws Exception {
    // Given
    NoteSigner signer = NoteSigner.of("example.com/log", NoteSigner.make());
    LogFolder files = new LogFolder(folder);
    new Publisher(files, signer).publish(avatars(3));
    Stamp stamp = stamped(files, 3);
    LogFolder forged = new LogFolder(folder.resolveSibling(folder.getFileName() + "-forged"));
    new Publisher(forged, signer).publish(avatars(4).subList(1, 4));
    forged.write(stamp.note(), files.read(stamp.note()).orElseThrow());
    forged.write(stamp.token(), files.read(stamp.token()).orElseThrow());

    // When
    Auditor.Report report = audit(forged, signer, true);

    // Then
    assertThat(report.faults()).containsExactly("the log was another one when it had 3 entries");
  }

  private Stamp stamped(LogFolder files, long size) throws Exception {
    Stamp stamp = new Stamp(size);
    byte[] note = files.read("checkpoint").orElseThrow();
    files.write(stamp.note(), note);
    files.write(stamp.token(), authority(Duration.ofSeconds(20)).stamp(note));
    return stamp;
  }

  private Auditor.Report audit(LogFolder files, NoteSigner signer, boolean judged)
      throws IOException {
    return new Auditor(
            files, signer.verifier(), List.of(), judged ? Optional.of(judge) : Optional.empty())
        .audit();
  }

  private static List<byte[]> avatars(int count) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] tag = new SecureRandom().generateSeed(16);
      entries.add(new Leaf(Kind.AVATAR_REGISTERED, NOW, tag, new byte[32]).bytes());
    }
    return entries;
  }
}
