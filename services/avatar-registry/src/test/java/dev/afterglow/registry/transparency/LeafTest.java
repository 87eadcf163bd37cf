package dev.afterglow.registry.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeafTest {
  private static Leaf leaf() {
    byte[] commitment = new byte[32];
    Arrays.fill(commitment, (byte) 0xCC);
    return new Leaf(
        Kind.LICENCE_GRANTED,
        Instant.parse("2026-11-23T01:02:03.000004567Z"),
        new byte[16],
        commitment);
  }

  @Test
  void shouldBeTheOneFormWhenWritten() {
    // When
    String hex = HexFormat.of().formatHex(leaf().bytes());

    // Then
    assertThat(hex)
        .isEqualTo(
            "a5"
                + "0101"
                + "026f"
                + HexFormat.of().formatHex("licence.granted".getBytes(StandardCharsets.US_ASCII))
                + "031b"
                + "%016x".formatted(1_795_395_723_000_004L)
                + "0450"
                + "00".repeat(16)
                + "055820"
                + "cc".repeat(32));
  }

  @Test
  void shouldReadBackWhatWasWrittenForEveryKind() {
    // When // Then
    for (Kind kind : Kind.values()) {
      Leaf written =
          new Leaf(
              kind, Instant.EPOCH.plusSeconds(kind.ordinal() * 100L), new byte[16], new byte[32]);
      assertThat(Leaf.read(written.bytes())).isEqualTo(written);
    }
  }

  @Test
  void shouldRefuseWhenBytesAreCutLongerOrInAnotherForm() {
    // Given
    byte[] bytes = leaf().bytes();

    // When // Then
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatIllegalArgumentException().isThrownBy(() -> Leaf.read(cut));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Leaf.read(Arrays.copyOf(bytes, bytes.length + 1)));
    byte[] longForm =
        HexFormat.of().parseHex("a51801" + HexFormat.of().formatHex(bytes).substring(4));
    assertThatIllegalArgumentException().isThrownBy(() -> Leaf.read(longForm));
  }

  @Test
  void shouldSayNothingWithoutTheSaltAndProveWithIt() {
    // Given
    byte[] salt = new byte[32];
    byte[] record = "licence".getBytes(StandardCharsets.US_ASCII);

    // When
    byte[] one = Commitments.commitment(Commitments.entrySalt(salt, "1"), record);
    byte[] again = Commitments.commitment(Commitments.entrySalt(salt, "1"), record);
    byte[] other = Commitments.commitment(Commitments.entrySalt(salt, "2"), record);

    // Then
    assertThat(one).isEqualTo(again).isNotEqualTo(other).hasSize(32);
    assertThat(Commitments.tag(salt)).hasSize(16);
  }

  @Test
  void shouldConcernTwoPeopleAtMost() {
    // When
    Change change = new Change(Kind.LEASE_GRANTED, "lease:1", Set.of("a", ""), new byte[0]);

    // Then
    assertThat(change.subjects()).containsExactly("a");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Change(Kind.LEASE_GRANTED, "lease:1", Set.of("a", "b", "c"), new byte[0]));
  }
}
