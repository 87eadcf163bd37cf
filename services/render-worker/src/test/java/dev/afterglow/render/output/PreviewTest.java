package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invariant 11 for the preview: a reader that does not keep up loses pictures, alone. */
class PreviewTest {
  /** Ten pictures a second and a fragment each: a key frame opens every tenth fragment. */
  private static final StreamFormat SMALL = new StreamFormat(64, 64, 10, 100_000, 32_000);

  private static final int WAITING_AT_MOST = 64;

  private final VideoEncoder video = new VideoEncoder(SMALL, "libopenh264");
  private final AudioEncoder audio = new AudioEncoder(SMALL);
  private final Preview preview =
      new Preview(
          new Tracks(video.parameters(), audio.parameters()),
          new AigcLabel("1", "test", "test"),
          1);
  private final PlanarPicture black = new PlanarPicture(SMALL.width(), SMALL.height());
  private long pictures;

  @AfterEach
  void close() {
    preview.close();
    video.close();
    audio.close();
  }

  @Test
  void shouldSkipToAKeyFrameWhenAReaderDoesNotKeepUp() throws Exception {
    // Given: one reader that polls and one that does not
    Preview.Reader quick = preview.join(() -> {});
    Preview.Reader slow = preview.join(() -> {});

    // When
    List<Preview.Fragment> all = new ArrayList<>();
    for (int i = 0; i < 3 * WAITING_AT_MOST; i++) {
      send(1);
      all.addAll(polled(quick));
    }
    List<Preview.Fragment> late = polled(slow);

    // Then: the quick one lost nothing; the slow one has a bounded rest that can be decoded
    assertThat(quick.skipped()).isZero();
    assertThat(all).hasSize(3 * WAITING_AT_MOST - 1);
    assertThat(slow.skipped()).isPositive();
    assertThat(late).hasSizeLessThanOrEqualTo(WAITING_AT_MOST);
    assertThat(late).hasSize((int) (all.size() - slow.skipped()));
    assertThat(late.getFirst().key()).isTrue();
    assertThat(late).isEqualTo(all.subList(all.size() - late.size(), all.size()));
  }

  @Test
  void shouldWakeAReaderOnceForEachFragmentAndAtTheEnd() throws Exception {
    // Given
    AtomicInteger woken = new AtomicInteger();
    Preview.Reader reader = preview.join(woken::incrementAndGet);
    send(3);

    // When
    preview.close();

    // Then: the third picture's fragment was not over yet
    assertThat(woken).hasValue(3);
    assertThat(polled(reader)).hasSize(2);
    assertThat(reader.finished()).isTrue();
  }

  @Test
  void shouldBeginWithTheNewestKeyFrameWhenAReaderJoinsLater() throws Exception {
    // Given: 25 fragments, of which those from the twentieth on belong to the newest key frame
    send(26);

    // When
    List<Preview.Fragment> first = polled(preview.join(() -> {}));

    // Then
    assertThat(first).hasSize(5);
    assertThat(first.getFirst().key()).isTrue();
    assertThat(first.subList(1, 5)).noneMatch(Preview.Fragment::key);
  }

  @Test
  void shouldSendNothingToAReaderThatLeft() throws Exception {
    // Given
    AtomicInteger woken = new AtomicInteger();
    Preview.Reader reader = preview.join(woken::incrementAndGet);

    // When
    reader.close();
    send(5);

    // Then
    assertThat(woken).hasValue(0);
    assertThat(polled(reader)).isEmpty();
  }

  @Test
  void shouldTakeNoReaderWhenThereAreTooManyOrTheStreamIsOver() throws Exception {
    // Given
    List<Preview.Reader> readers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      readers.add(preview.join(() -> {}));
    }

    // When
    assertThatThrownBy(() -> preview.join(() -> {})).hasMessageContaining("too many");
    readers.getFirst().close();
    Preview.Reader next = preview.join(() -> {});
    preview.close();

    // Then
    assertThat(next.finished()).isTrue();
    assertThatThrownBy(() -> preview.join(() -> {})).hasMessageContaining("ended");
  }

  /** Each picture ends the fragment of the one before. */
  private void send(int count) {
    for (int i = 0; i < count; i++) {
      video.encode(black, pictures * 9000, pictures % 10 == 0, this::take);
      pictures++;
    }
  }

  private void take(Packet packet) {
    preview.take(packet);
  }

  private static List<Preview.Fragment> polled(Preview.Reader reader) {
    List<Preview.Fragment> out = new ArrayList<>();
    for (Preview.Fragment next = reader.poll(); next != null; next = reader.poll()) {
      out.add(next);
    }
    return out;
  }
}
