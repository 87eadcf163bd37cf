package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static double only(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as("%s in %s", pattern, text).isTrue();
    return Double.parseDouble(found.group(1));
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

  @ParameterizedTest
  @CsvSource({"24, 1", "12, 1", "15, 1", "25, 2", "60, 6", "30, 3", "5, 1"})
  void shouldKeepEveryPartWithinWhatItPromisesAtAnyRate(int rate, int picturesAFragment) {
    // When: six seconds with a key frame each second
    long picture = 1_000_000L / rate;
    for (int n = 0; n < 6 * rate; n += picturesAFragment) {
      boolean key = n % rate < picturesAFragment;
      long length = picturesAFragment * picture;
      window.add(new Preview.Fragment(new byte[1], key, n * picture, length));
    }

    // Then (RFC 8216bis, 4.4.3.7 and 4.4.3.8): none is longer, none but a last one under 85 %, and
    // a player stays three of them behind
    String playlist = window.playlist();
    double target = only(playlist, "PART-TARGET=([0-9.]+)");
    double back = only(playlist, "PART-HOLD-BACK=([0-9.]+)");
    assertThat(back).isCloseTo(3 * target, within(1e-9));
    List<String> parts = playlist.lines().filter(it -> it.startsWith("#EXT-X-PART:")).toList();
    assertThat(parts).hasSizeGreaterThan(5);
    assertThat(parts)
        .allSatisfy(it -> assertThat(only(it, "DURATION=([0-9.]+)")).isLessThanOrEqualTo(target));
    for (int i = 0; i + 1 < parts.size(); i++) {
      if (!parts.get(i + 1).contains("INDEPENDENT")) {
        assertThat(only(parts.get(i), "DURATION=([0-9.]+)"))
            .as("part %d at %d a second", i, rate)
            .isGreaterThanOrEqualTo(0.85 * target);
      }
    }
  }

  @Test
  void shouldKeepTheLastSecondsForPlayersWhenItEnds() {
    // Given: two whole segments and a piece of a third, with half a part
    add(47);

    // When
    window.end();

    // Then
    assertThat(window.playlist())
        .contains("#EXT-X-MEDIA-SEQUENCE:0\n", "part-segment-0.m4s\n", "part-segment-2.m4s\n")
        .contains("#EXTINF:0.70000,\npart-segment-2.m4s\n")
        .doesNotContain("PRELOAD-HINT")
        .endsWith("#EXT-X-ENDLIST\n");
    assertThat(window.segment(2).orElseThrow()).hasSize(7);
    assertThat(window.part(2, 3)).contains(new byte[] {46});
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
