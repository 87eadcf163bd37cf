package dev.afterglow.studio.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreviewQueueTest {

  private static PreviewPiece init() {
    return new PreviewPiece(new byte[10], true, false);
  }

  private static PreviewPiece key(int bytes) {
    return new PreviewPiece(new byte[bytes], false, true);
  }

  private static PreviewPiece delta(int bytes) {
    return new PreviewPiece(new byte[bytes], false, false);
  }

  private static List<PreviewPiece> drain(PreviewQueue queue) {
    List<PreviewPiece> pieces = new ArrayList<>();
    for (Optional<PreviewPiece> it = queue.poll(); it.isPresent(); it = queue.poll()) {
      pieces.add(it.get());
    }
    return pieces;
  }

  @Test
  void shouldHandOnInOrderWhenTheViewerKeepsUp() {
    // Given
    PreviewQueue queue = new PreviewQueue(100);
    List<PreviewPiece> pieces = List.of(init(), key(20), delta(5), delta(5));

    // When
    int shed = pieces.stream().mapToInt(queue::offer).sum();

    // Then
    assertThat(shed).isZero();
    assertThat(drain(queue)).isEqualTo(pieces);
  }

  @Test
  void shouldSkipToTheNextKeyFrameWhenTheViewerIsSlow() {
    // Given
    PreviewQueue queue = new PreviewQueue(50);
    PreviewPiece start = init();
    PreviewPiece later = key(20);
    List<PreviewPiece> pieces =
        List.of(start, key(30), delta(5), delta(30), delta(5), delta(5), later);

    // When
    int shed = pieces.stream().mapToInt(queue::offer).sum();

    // Then
    assertThat(shed).isEqualTo(5);
    assertThat(drain(queue)).containsExactly(start, later);
  }

  @Test
  void shouldTakeAKeyFrameAtOnceWhenItIsTheOneThatDoesNotFit() {
    // Given
    PreviewQueue queue = new PreviewQueue(50);
    PreviewPiece newest = key(40);

    // When
    queue.offer(key(30));
    int shed = queue.offer(newest);

    // Then
    assertThat(shed).isEqualTo(1);
    assertThat(drain(queue)).containsExactly(newest);
  }

  @Test
  void shouldStayBoundedAndStartWithKeyFramesWhenTakingIsRandom() {
    // Given
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    PreviewQueue queue = new PreviewQueue(1_000);
    int waitingBytes = 0;
    boolean broken = false;

    // When
    for (int i = 0; i < 10_000; i++) {
      boolean keyFrame = random.nextInt(10) == 0;
      int before = queue.waitingBytes();
      int shed =
          queue.offer(keyFrame ? key(1 + random.nextInt(300)) : delta(1 + random.nextInt(100)));
      waitingBytes = queue.waitingBytes();
      broken |= waitingBytes > 1_000 || (shed == 0 && waitingBytes < before);
      if (random.nextBoolean()) {
        queue.poll();
      }
    }

    // Then
    assertThat(broken).as("seed %d", seed).isFalse();
  }
}
