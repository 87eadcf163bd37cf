package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The playlist and its promises, over made fragments of 100 ms with a key frame each second. */
class PartWindowTest {
  private final PartWindow window = new PartWindow();
  private int made;

  private void add(int fragments) {
    for (int i = 0; i < fragments; i++, made++) {
      window.add(
          new Preview.Fragment(new byte[] {(byte) made}, made % 10 == 0, made * 100_000L, 100_000));
    }
  }

  @Test
  void shouldTellPartsOfTwoFragmentsAndSegmentsOfTwoSeconds() {
    // When
    add(25);

    // Then
    assertThat(window.playlist())
        .contains("#EXT-X-VERSION:9\n", "#EXT-X-TARGETDURATION:3\n")
        .contains("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=0.600\n")
        .contains("#EXT-X-PART-INF:PART-TARGET=0.200\n", "#EXT-X-MEDIA-SEQUENCE:0\n")
        .contains("#EXT-X-MAP:URI=\"low-latency-init.mp4\"\n")
        .contains("#EXT-X-PART:DURATION=0.20000,URI=\"part-0-0.m4s\",INDEPENDENT=YES\n")
        .contains("#EXT-X-PART:DURATION=0.20000,URI=\"part-0-1.m4s\"\n")
        .contains("#EXT-X-PART:DURATION=0.20000,URI=\"part-0-5.m4s\",INDEPENDENT=YES\n")
        .contains("#EXTINF:2.00000,\npart-segment-0.m4s\n#EXT-X-PART:")
        .endsWith("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"part-1-2.m4s\"\n");
    assertThat(window.part(0, 1)).contains(new byte[] {2, 3});
    assertThat(window.segment(0).orElseThrow()).hasSize(20);
    assertThat(window.segment(1)).as("not whole yet").isEmpty();
  }

  @Test
  void shouldBeginWithAKeyFrame() {
    // Given
    made = 5;

    // When
    add(7);

    // Then
    assertThat(window.part(0, 0)).contains(new byte[] {10, 11});
  }

  @Test
  void shouldKeepEightSegmentsAndTellPartsOfTheLastThree() {
    // When
    add(20 * 20 + 2);

    // Then
    assertThat(window.playlist())
        .contains("#EXT-X-MEDIA-SEQUENCE:13\n", "part-segment-13.m4s", "part-18-0.m4s")
        .doesNotContain("part-segment-12.m4s", "part-17-0.m4s");
    assertThat(window.segment(12)).isEmpty();
  }

  @Test
  void shouldAnswerAReloadWhenItsPartIsThere() throws Exception {
    // Given
    add(22);
    CompletableFuture<String> part = window.awaiting(1, 1);
    CompletableFuture<String> segment = window.awaiting(1, -1);
    CompletableFuture<String> first = window.awaiting(1, 0);

    // When
    add(2);
    boolean segmentTooEarly = segment.isDone();
    add(18);

    // Then
    assertThat(first).isCompleted();
    assertThat(part.join()).contains("part-1-1.m4s\"\n").doesNotContain("URI=\"part-1-2.m4s\",");
    assertThat(segmentTooEarly).isFalse();
    assertThat(segment).isCompleted();
  }

  @Test
  void shouldAnswerWithTheNextSegmentWhenTheAwaitedPartNeverCame() throws Exception {
    // Given: ten parts, and two who wait for an eleventh
    add(20);
    CompletableFuture<String> early = window.awaiting(0, 10);

    // When: a segment has begun, and no part of it is there
    add(1);
    CompletableFuture<String> late = window.awaiting(0, 11);

    // Then
    assertThat(early).isNotCompleted();
    assertThat(late).isNotCompleted();
    add(1);
    assertThat(early.get()).contains("part-1-0.m4s\",INDEPENDENT");
    assertThat(late.get()).contains("part-1-0.m4s\",INDEPENDENT");
  }

  @Test
  void shouldRefuseAReloadThatLiesTooFarAhead() {
    // Given
    add(22);

    // When, Then
    assertThatThrownBy(() -> window.awaiting(4, 0)).isInstanceOf(PartWindow.NotServed.class);
  }

  @Test
  void shouldLetEveryoneGoWhenItEnds() throws Exception {
    // Given
    add(22);
    CompletableFuture<String> waiting = window.awaiting(2, 0);

    // When
    window.end();

    // Then
    assertThat(waiting.join()).endsWith("#EXT-X-ENDLIST\n");
  }
}
