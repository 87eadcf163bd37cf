package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invariant 11 for the preview: a reader that does not keep up loses pictures, alone. */
class PreviewTest {
  private static final int WAITING_AT_MOST = 128;

  private final SmallPreview small = new SmallPreview();
  private final Preview preview = small.preview();

  @AfterEach
  void close() {
    small.close();
  }

  @Test
  void shouldSkipToAKeyFrameWhenAReaderDoesNotKeepUp() throws Exception {
    // Given: one reader that polls and one that does not
    Preview.Reader quick = preview.join(() -> {});
    Preview.Reader slow = preview.join(() -> {});

    // When
    List<Preview.Fragment> all = new ArrayList<>();
    for (int i = 0; i < 3 * WAITING_AT_MOST; i++) {
      small.send(1);
      all.addAll(polled(quick));
    }
    List<Preview.Fragment> late = polled(slow);

    // Then: the quick one lost nothing; the slow one has a bounded rest that can be decoded
    assertThat(quick.skipped()).isZero();
    assertThat(all).hasSize(3 * WAITING_AT_MOST);
    assertThat(slow.skipped()).isPositive();
    assertThat(late).hasSizeLessThanOrEqualTo(WAITING_AT_MOST);
    assertThat(late).hasSize((int) (all.size() - slow.skipped()));
    assertThat(late.getFirst().key()).isTrue();
    assertThat(late).isEqualTo(all.subList(all.size() - late.size(), all.size()));
  }

  @Test
  void shouldSayWhenAPictureWasCapturedWhenItIsKnown() throws Exception {
    // Given
    Preview.Reader reader = preview.join(() -> {});
    long capturedUs = 1_790_000_000_123_000L;

    // When
    small.send(1, capturedUs);

    // Then: a ProducerReferenceTimeBox comes first, and its NTP time is that of the capture
    ByteBuffer fragment = ByteBuffer.wrap(polled(reader).getFirst().data());
    byte[] type = new byte[4];
    fragment.get(4, type);
    assertThat(new String(type, StandardCharsets.US_ASCII)).isEqualTo("prft");
    long ntpSeconds = Integer.toUnsignedLong(fragment.getInt(16));
    long fraction = Integer.toUnsignedLong(fragment.getInt(20));
    assertThat(Math.subtractExact(ntpSeconds, 2_208_988_800L) * 1_000 + ((fraction * 1_000) >> 32))
        .isBetween(capturedUs / 1_000 - 1, capturedUs / 1_000);
  }

  @Test
  void shouldWakeAReaderOnceForEachFragmentAndAtTheEnd() throws Exception {
    // Given
    AtomicInteger woken = new AtomicInteger();
    Preview.Reader reader = preview.join(woken::incrementAndGet);
    small.send(3);

    // When
    preview.close();

    // Then
    assertThat(woken).hasValue(4);
    assertThat(polled(reader)).hasSize(3);
    assertThat(reader.finished()).isTrue();
  }

  @Test
  void shouldBeginWithTheNewestKeyFrameWhenAReaderJoinsLater() throws Exception {
    // Given: 26 fragments, of which those from the twentieth on belong to the newest key frame
    small.send(26);

    // When
    List<Preview.Fragment> first = polled(preview.join(() -> {}));

    // Then
    assertThat(first).hasSize(6);
    assertThat(first.getFirst().key()).isTrue();
    assertThat(first.subList(1, 6)).noneMatch(Preview.Fragment::key);
  }

  @Test
  void shouldSendNothingToAReaderThatLeft() throws Exception {
    // Given
    AtomicInteger woken = new AtomicInteger();
    Preview.Reader reader = preview.join(woken::incrementAndGet);

    // When
    reader.close();
    small.send(5);

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

  private static List<Preview.Fragment> polled(Preview.Reader reader) {
    List<Preview.Fragment> out = new ArrayList<>();
    for (Preview.Fragment next = reader.poll(); next != null; next = reader.poll()) {
      out.add(next);
    }
    return out;
  }
}
