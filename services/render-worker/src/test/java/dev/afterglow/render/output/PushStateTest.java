package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.output.PushFault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The life of a push over a clock that the test moves. */
class PushStateTest {
  private static final PushPace PACE = PushPace.USUAL;
  private static final PushFault GONE = new PushFault(Kind.PASSING, "gone");
  private static final PushFault STUCK = new PushFault(Kind.WEDGED, "stuck");
  private static final PushFault NO = new PushFault(Kind.REFUSED, "no");
  private static final long YEAR_MS = 365L * 24 * 3_600_000;

  private final SplittableRandom random = new SplittableRandom(7);

  private static PushState.Connecting fresh(boolean acknowledged) {
    return new PushState.Connecting(PushState.Story.fresh(acknowledged), 0, 0);
  }

  @Test
  void shouldRefuseAtOnceWhenTheServerSaysNo() {
    // When
    PushState next = fresh(false).failed(NO, PACE, 0, random);

    // Then
    assertThat(next).isInstanceOf(PushState.Refused.class);
    assertThat(next.story().lastFault()).isEqualTo("no");
  }

  @Test
  void shouldRefuseAtTheThirdTryWhenNobodyListens() {
    // When
    PushState state = fresh(false);
    List<Long> waits = new ArrayList<>();
    while (state instanceof PushState.Connecting connecting) {
      state = connecting.failed(GONE, PACE, 0, random);
      if (state instanceof PushState.BackingOff waiting) {
        waits.add(waiting.waitMs());
        state = waiting.due();
      }
    }

    // Then
    assertThat(state).isInstanceOf(PushState.Refused.class);
    assertThat(waits).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void shouldNeverGiveUpWhenItWasAcknowledged(Kind kind) {
    // Given
    PushFault fault = new PushFault(kind, "x");
    PushState state = fresh(true);
    List<Long> waits = new ArrayList<>();

    // When
    for (int i = 0; i < 1_000; i++) {
      PushState.BackingOff waiting =
          (PushState.BackingOff) ((PushState.Connecting) state).failed(fault, PACE, 0, random);
      waits.add(waiting.waitMs());
      state = waiting.due();
    }

    // Then: 1, 2, 4, 8, 15, 15 … s and up to a fifth more
    long[] plain = {1_000, 2_000, 4_000, 8_000, 15_000};
    for (int i = 0; i < waits.size(); i++) {
      long least = plain[Math.min(i, 4)];
      assertThat(waits.get(i)).as("wait %d", i).isBetween(least, least + least / 5);
    }
    assertThat(waits.stream().distinct().count()).as("different waits").isGreaterThan(100);
  }

  @Test
  void shouldCountAsAcknowledgedWhenItHasCarriedTheStreamForAWhile() {
    // Given
    PushState.Sending sending = fresh(false).opened(10_000);

    // When
    PushState.Sending early = sending.wrote(PACE, 11_999);
    PushState.Sending late = sending.wrote(PACE, 12_000);

    // Then
    assertThat(early.story().acknowledged()).isFalse();
    assertThat(late.story().acknowledged()).isTrue();
  }

  @Test
  void shouldRefuseWhenEveryConnectionIsDroppedAtOnce() {
    // When: as a server does that looks at the key after it took the connection
    PushState state = fresh(false);
    long now = 0;
    int connections = 0;
    while (!(state instanceof PushState.Refused)) {
      connections++;
      state = ((PushState.Connecting) state).opened(now).lost(GONE, PACE, now + 300, random);
      if (state instanceof PushState.BackingOff waiting) {
        now = waiting.untilMs();
        state = waiting.due();
      }
    }

    // Then
    assertThat(connections).isEqualTo(3);
  }

  @Test
  void shouldComeBackAfterOneSecondWhenEachConnectionHeldForFive() {
    // When
    PushState state = fresh(false);
    long now = 0;
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      PushState.Sending sending = ((PushState.Connecting) state).opened(now);
      now += 5_000;
      PushState.BackingOff waiting =
          (PushState.BackingOff) sending.wrote(PACE, now).lost(GONE, PACE, now, random);
      waits.add(waiting.waitMs());
      now = waiting.untilMs();
      state = waiting.due();
    }

    // Then
    assertThat(waits).allMatch(wait -> wait <= 1_200);
  }

  @Test
  void shouldHoldItsRulesWhateverHappens() {
    for (long seed = 1; seed <= 500; seed++) {
      SplittableRandom dice = new SplittableRandom(seed);
      PushState state = fresh(dice.nextBoolean());
      boolean knownBefore = state.story().acknowledged();
      long now = dice.nextLong(YEAR_MS);
      long connections = 0;
      long wedges = 0;
      for (int step = 0; step < 200 && !(state instanceof PushState.Refused); step++) {
        boolean known = state.story().acknowledged();
        assertThat(known || !knownBefore).as("seed %d: never unlearned", seed).isTrue();
        knownBefore = known;
        PushFault fault = List.of(GONE, STUCK, NO).get(dice.nextInt(3));
        switch (state) {
          case PushState.Connecting connecting -> {
            boolean well = dice.nextBoolean();
            connections += well ? 1 : 0;
            wedges += !well && fault.equals(STUCK) ? 1 : 0;
            state = well ? connecting.opened(now) : connecting.failed(fault, PACE, now, dice);
          }
          case PushState.Sending sending -> {
            now += dice.nextLong(20_000);
            wedges += fault.equals(STUCK) ? 1 : 0;
            state = sending.wrote(PACE, now).lost(fault, PACE, now, dice);
          }
          case PushState.BackingOff waiting -> {
            assertThat(waiting.untilMs() - now)
                .as("seed %d: wait", seed)
                .isBetween(1_000L, 18_000L);
            now = waiting.untilMs();
            state = waiting.due();
          }
          case PushState.Refused _, PushState.Closed _ -> {
            // over
          }
        }
        assertThat(state.story().connections()).as("seed %d", seed).isEqualTo(connections);
        assertThat(state.story().wedges()).as("seed %d", seed).isEqualTo(wedges);
        assertThat(state instanceof PushState.Refused && state.story().acknowledged())
            .as("seed %d: an acknowledged one is never refused", seed)
            .isFalse();
      }
    }
  }
}
