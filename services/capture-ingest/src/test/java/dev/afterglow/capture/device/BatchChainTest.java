package dev.afterglow.capture.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.platform.error.AfterglowException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BatchChainTest {
  private static final long SEED = Long.getLong("seed", 20);

  private final BatchChain chain = new BatchChain(ChainHead.START);

  @Test
  void shouldComeToTheLastHashWhenEachBatchNamesTheOneBefore() {
    // Given
    grow(chain, 3);

    // When
    BatchChain.Place place = chain.take(4, hash(3), hash(4));

    // Then
    assertThat(place).isEqualTo(BatchChain.Place.NEXT);
    assertThat(chain.head()).isEqualTo(new ChainHead(4, hash(4)));
  }

  @Test
  void shouldSayRepeatedWhenABatchComesAgainBitForBit() {
    // Given
    grow(chain, 1_024);

    // When
    BatchChain.Place oldest = chain.take(1, ChainHead.START.sha256Hex(), hash(1));
    BatchChain.Place newest = chain.take(1_024, hash(1_023), hash(1_024));

    // Then
    assertThat(oldest).isEqualTo(BatchChain.Place.REPEATED);
    assertThat(newest).isEqualTo(BatchChain.Place.REPEATED);
    assertThat(chain.head().batches()).isEqualTo(1_024);
  }

  @Test
  void shouldNameTheCauseAndStayAsItWasWhenABatchDoesNotFollow() {
    // Given
    grow(chain, 1_030);
    ChainHead before = chain.head();

    // When
    String gap = cause(chain, 1_032, hash(1_031));
    String none = cause(chain, 0, hash(1));
    String negative = cause(chain, -1, hash(1));
    String other = causeOf(() -> chain.take(1_031, hash(1_029), hash(1_031)));
    String fork = cause(chain, 1_030, hash(7));
    String old = cause(chain, 6, hash(6));

    // Then
    assertThat(gap).isEqualTo("GAP");
    assertThat(none).isEqualTo("GAP");
    assertThat(negative).isEqualTo("GAP");
    assertThat(other).isEqualTo("HASH");
    assertThat(fork).isEqualTo("FORK");
    assertThat(old).isEqualTo("OLD");
    assertThat(chain.head()).isEqualTo(before);
  }

  @Test
  void shouldGoOnAndKnowTheLastOneWhenResumedFromItsHead() {
    // Given
    BatchChain resumed = new BatchChain(new ChainHead(40, hash(40)));

    // When
    BatchChain.Place again = resumed.take(40, hash(39), hash(40));
    String older = cause(resumed, 39, hash(39));
    BatchChain.Place next = resumed.take(41, hash(40), hash(41));

    // Then
    assertThat(again).isEqualTo(BatchChain.Place.REPEATED);
    assertThat(older).isEqualTo("OLD");
    assertThat(next).isEqualTo(BatchChain.Place.NEXT);
  }

  @Test
  void shouldTakeNothingButTheNextBatchWhenAnythingComes() {
    // Given
    Random random = new Random(SEED);
    grow(chain, 50);

    for (int i = 0; i < 20_000; i++) {
      ChainHead before = chain.head();
      long sequence = before.batches() + random.nextInt(8) - 4;
      String previous = random.nextBoolean() ? before.sha256Hex() : hash(random.nextInt(60));
      String content = hash(random.nextBoolean() ? sequence : random.nextInt(60));

      // When
      boolean next;
      try {
        next = chain.take(sequence, previous, content) == BatchChain.Place.NEXT;
      } catch (AfterglowException e) {
        next = false;
      }

      // Then
      boolean follows = sequence == before.batches() + 1 && previous.equals(before.sha256Hex());
      assertThat(next).as("seed %d, case %d", SEED, i).isEqualTo(follows);
      assertThat(chain.head())
          .as("seed %d, case %d", SEED, i)
          .isEqualTo(follows ? new ChainHead(sequence, content) : before);
    }
  }

  private static void grow(BatchChain chain, int batches) {
    for (int i = 1; i <= batches; i++) {
      chain.take(i, i == 1 ? ChainHead.START.sha256Hex() : hash(i - 1), hash(i));
    }
  }

  private static String cause(BatchChain chain, long sequence, String hash) {
    return causeOf(() -> chain.take(sequence, chain.head().sha256Hex(), hash));
  }

  private static String causeOf(Runnable take) {
    AfterglowException refusal = catchThrowableOfType(AfterglowException.class, take::run);
    assertThat(refusal.reason()).isEqualTo("BATCH_CHAIN_BROKEN");
    return refusal.metadata().get("cause");
  }

  private static String hash(long i) {
    return "0".repeat(48) + HexFormat.of().toHexDigits(i + 1);
  }
}
