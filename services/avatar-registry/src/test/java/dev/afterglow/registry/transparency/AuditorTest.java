package dev.afterglow.registry.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.registry.transparency.audit.Auditor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditorTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
  private static final String ORIGIN = "example.com/log";

  /** Nothing of the newest head needs it. */
  private static final String OF_AN_EARLIER_HEAD = "tile/1/000.p/1";

  @TempDir Path folder;
  private final NoteSigner signer = NoteSigner.of(ORIGIN, NoteSigner.make());
  private LogFolder files;
  private Publisher publisher;

  @BeforeEach
  void open() {
    files = new LogFolder(folder);
    publisher = new Publisher(files, signer);
  }

  private static byte[] entry(Kind kind, int thing) {
    byte[] tag = new byte[16];
    tag[0] = (byte) thing;
    tag[1] = (byte) (thing >> 8);
    byte[] commitment = Hash.leaf((kind.word() + thing).getBytes(StandardCharsets.UTF_8)).bytes();
    return new Leaf(kind, NOW.plusSeconds(thing), tag, commitment).bytes();
  }

  /** Things that each had one entry. */
  private static List<byte[]> avatars(int from, int to) {
    List<byte[]> entries = new ArrayList<>();
    for (int i = from; i < to; i++) {
      entries.add(entry(Kind.AVATAR_REGISTERED, i));
    }
    return entries;
  }

  private Auditor.Report audit(LogFiles log, String... earlier) throws IOException {
    return new Auditor(log, signer.verifier(), List.of(earlier)).audit();
  }

  /** Files in memory, of which one may be another. */
  private record Copy(Map<String, byte[]> all) implements LogFiles {
    static Copy of(LogFiles files) throws IOException {
      Map<String, byte[]> all = new TreeMap<>();
      for (String path : files.paths()) {
        all.put(path, files.read(path).orElseThrow());
      }
      return new Copy(all);
    }

    @Override
    public Optional<byte[]> read(String path) {
      return Optional.ofNullable(all.get(path));
    }

    @Override
    public Set<String> paths() {
      return all.keySet();
    }
  }

  @Test
  void shouldFindEverySingleBitThatIsAnotherInASmallLog() throws Exception {
    // Given
    publisher.publish(List.of(entry(Kind.PERSON_BEGUN, 1), entry(Kind.LICENCE_GRANTED, 2)));
    publisher.publish(
        List.of(
            entry(Kind.PERSON_VERIFIED, 1),
            entry(Kind.LICENCE_REVOKED, 2),
            entry(Kind.PERSON_ERASED, 1)));
    Copy log = Copy.of(files);
    List<String> unnoticed = new ArrayList<>();
    int bits = 0;

    // When
    boolean whole = audit(log).whole();
    for (Map.Entry<String, byte[]> file : log.all().entrySet()) {
      byte[] bytes = file.getValue();
      for (int bit = 0; bit < bytes.length * 8; bit++, bits++) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        if (audit(log).whole()) {
          unnoticed.add(file.getKey() + " bit " + bit);
        }
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }

    // Then
    assertThat(whole).isTrue();
    assertThat(unnoticed).isEmpty();
    assertThat(bits).isGreaterThan(7_000);
  }

  @Test
  void shouldFindOneBitOfEachByteAndEachMissingFileWhenTheLogHasLevels() throws Exception {
    // Given
    publisher.publish(avatars(0, 300));
    publisher.publish(avatars(300, 520));
    Copy log = Copy.of(files);
    List<String> unnoticed = new ArrayList<>();

    // When
    boolean whole = audit(log).whole();
    for (String path : List.copyOf(log.all().keySet())) {
      byte[] bytes = log.all().get(path);
      for (int at = 0; at < bytes.length; at += bytes.length > 5_000 ? 97 : 7) {
        bytes[at] ^= (byte) (1 << at % 8);
        if (audit(log).whole()) {
          unnoticed.add(path + " byte " + at);
        }
        bytes[at] ^= (byte) (1 << at % 8);
      }
      log.all().remove(path);
      if (!path.equals(OF_AN_EARLIER_HEAD) && audit(log).whole()) {
        unnoticed.add(path + " missing");
      }
      log.all().put(path, bytes);
    }

    // Then
    assertThat(whole).isTrue();
    assertThat(unnoticed).isEmpty();
    assertThat(log.all()).containsKeys("tile/0/000", "tile/0/001", "tile/1/000.p/2");
    assertThat(log.all()).doesNotContainKey("tile/0/001.p/44");
  }

  @Test
  void shouldFindEachRemovedEntryThoughTheLogIsSignedAnew() throws Exception {
    // Given
    List<byte[]> entries = avatars(0, 20);
    publisher.publish(entries.subList(0, 15));
    String kept = Files.readString(folder.resolve("checkpoint"));
    List<Integer> unnoticed = new ArrayList<>();

    // When
    for (int removed = 0; removed < 15; removed++) {
      List<byte[]> fewer = new ArrayList<>(entries);
      fewer.remove(removed);
      Path forged =
          Files.createDirectory(folder.resolveSibling(folder.getFileName() + "f" + removed));
      LogFolder forgery = new LogFolder(forged);
      new Publisher(forgery, signer).publish(fewer);
      if (audit(Copy.of(forgery), kept).whole()) {
        unnoticed.add(removed);
      }
    }

    // Then
    assertThat(unnoticed).isEmpty();
  }

  @Test
  void shouldAcceptWhenTheLogGrewFromWhatWasKept() throws Exception {
    // Given
    publisher.publish(avatars(0, 100));
    String kept = Files.readString(folder.resolve("checkpoint"));
    publisher.publish(avatars(100, 1_000));

    // When
    Auditor.Report report = audit(files, kept);

    // Then
    assertThat(report.faults()).isEmpty();
    assertThat(report.things()).isEqualTo(1_000);
  }

  @Test
  void shouldFindThatTheLogShrank() throws Exception {
    // Given
    publisher.publish(avatars(0, 5));
    Copy small = Copy.of(files);
    publisher.publish(avatars(5, 9));
    String kept = Files.readString(folder.resolve("checkpoint"));

    // When
    Auditor.Report report = audit(small, kept);

    // Then
    assertThat(report.faults()).containsExactly("the log has shrunk from 9 to 5");
  }

  @Test
  void shouldFindWhatCannotHaveHappened() throws Exception {
    // Given
    publisher.publish(
        List.of(
            entry(Kind.LICENCE_REVOKED, 1),
            entry(Kind.LEASE_GRANTED, 2),
            entry(Kind.LEASE_REVOKED, 2),
            entry(Kind.LEASE_RELEASED, 2),
            entry(Kind.CARRIED, 3),
            entry(Kind.LICENCE_REVOKED, 3)));

    // When
    Auditor.Report report = audit(files);

    // Then
    assertThat(report.faults())
        .containsExactly(
            "entry 0 is licence.revoked after nothing",
            "entry 3 is lease.released after lease.revoked");
  }

  @Test
  void shouldFindAnotherLogsKeyAndStrangersFiles() throws Exception {
    // Given
    publisher.publish(avatars(0, 3));
    Files.writeString(folder.resolve("notes.txt"), "a stranger's");
    NoteVerifier other = NoteSigner.of(ORIGIN, NoteSigner.make()).verifier();

    // When
    Auditor.Report stranger = audit(files);
    Auditor.Report wrongKey = new Auditor(files, other, List.of()).audit();

    // Then
    assertThat(stranger.faults()).hasSize(1);
    assertThat(wrongKey.whole()).isFalse();
  }

  @Test
  void shouldGoOnWithTheSameBytesWhenAPublisherWasKilledBeforeTheHead() throws Exception {
    // Given
    publisher.publish(avatars(0, 200));
    byte[] head = Files.readAllBytes(folder.resolve("checkpoint"));
    publisher.publish(avatars(200, 300));
    // What is left when the process ends between the tiles and the head.
    Files.write(folder.resolve("checkpoint"), head);

    // When
    publisher.publish(avatars(200, 290));
    publisher.publish(avatars(290, 600));

    // Then
    assertThat(audit(files).faults()).isEmpty();
  }
}
