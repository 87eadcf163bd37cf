package dev.afterglow.commerce.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SwitchbackTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final SwitchbackDesign DESIGN =
      new SwitchbackDesign(Duration.ofMinutes(5), Duration.ofMinutes(2), 400);

  @Test
  void shouldDrawTheSameArmsWhenTheSeedIsTheSame() {
    // Given
    Seed seed = new Seed("00".repeat(31) + "07");

    // When
    List<Slot> slots = new Switchback(seed, START, DESIGN).slots();

    // Then
    assertThat(new Switchback(new Seed(seed.hex()), START, DESIGN).slots()).isEqualTo(slots);
    assertThat(slots.stream().limit(12).map(Slot::arm).map(arm -> arm.name().charAt(0)))
        .as("the arms of this seed, drawn by another HMAC-SHA-256")
        .containsExactlyElementsOf(ARMS_OF_SEVEN);
  }

  private static final List<Character> ARMS_OF_SEVEN =
      "CAACCACACCAC".chars().mapToObj(arm -> (char) arm).toList();

  @Test
  void shouldShowBothArmsAboutEquallyWhenDrawnOften() {
    // Given
    SplittableRandom random = new SplittableRandom(4);
    int shown = 0;

    // When
    for (int i = 0; i < 100; i++) {
      Seed seed = Seed.draw(random);
      for (int slot = 0; slot < 48; slot++) {
        shown += seed.arm(slot) == Arm.ACTION ? 1 : 0;
      }
    }

    // Then: 2,400 of 4,800 with a deviation of 35.
    assertThat(shown).isBetween(2_400 - 140, 2_400 + 140);
  }

  @Test
  void shouldMeasureNothingForTheWashoutWhenTheArmChanges() {
    // Given
    Switchback switchback = new Switchback(Seed.draw(new SplittableRandom(11)), START, DESIGN);

    // When
    List<Slot> slots = switchback.slots();

    // Then
    Arm before = Arm.CONTROL;
    Instant end = START;
    for (Slot slot : slots) {
      assertThat(slot.shownFrom()).isEqualTo(end);
      assertThat(Duration.between(slot.shownFrom(), slot.measuredFrom()))
          .as("slot %d after %s", slot.index(), before)
          .isEqualTo(slot.arm() == before ? Duration.ZERO : DESIGN.washout());
      assertThat(Duration.between(slot.measuredFrom(), slot.end())).isEqualTo(DESIGN.slotLength());
      before = slot.arm();
      end = slot.end();
    }
    assertThat(slots).hasSize(400);
  }

  @Test
  void shouldCommitToTheSeedWithoutShowingIt() {
    // Given
    Seed seed = new Seed("00".repeat(32));

    // When
    String commitment = seed.commitment();

    // Then: SHA-256 of 32 zero bytes.
    assertThat(commitment)
        .isEqualTo("66687aadf862bd776c8fc18b8e9f8e20089714856ee233b3902a591d0d5f2925");
  }

  @Test
  void shouldRefuseASeedWhenItIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Seed("12"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Seed("AB".repeat(32)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Seed("zz".repeat(32)));
  }
}
