package dev.afterglow.render.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.Preview;
import dev.afterglow.render.output.Tracks;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser on a slow line, on the worker's side. */
class PreviewStreamGrpcTest {
  private static final StreamFormat SMALL = new StreamFormat(64, 64, 10, 100_000, 32_000);

  private final VideoEncoder video = new VideoEncoder(SMALL, "libopenh264");
  private final AudioEncoder audio = new AudioEncoder(SMALL);
  private final Preview preview =
      new Preview(
          new Tracks(video.parameters(), audio.parameters()),
          new AigcLabel("1", "test", "test"),
          1);
  private final PlanarPicture black = new PlanarPicture(SMALL.width(), SMALL.height());
  private final Line line = new Line();
  private long pictures;

  @AfterEach
  void close() {
    preview.close();
    video.close();
    audio.close();
  }

  @Test
  void shouldSendTheHeadAndThenEveryFragmentWhenTheLineTakesAll() throws Exception {
    // Given
    line.ready = true;
    PreviewStreamGrpc.open(line, Runnable::run, preview);

    // When
    send(11);

    // Then
    assertThat(line.sent).hasSize(11);
    assertThat(line.sent.getFirst().getInitialisation()).isTrue();
    assertThat(line.sent.getFirst().getCodecs()).matches("avc1\\.[0-9a-f]{6},mp4a\\.40\\.2");
    assertThat(line.sent.get(1).getKeyFrame()).isTrue();
    assertThat(line.sent).extracting(WatchPreviewResponse::getCursor).doesNotHaveDuplicates();
  }

  @Test
  void shouldGoOnAtAKeyFrameWhenTheLineWasSlow() throws Exception {
    // Given: nothing but the head goes through for far longer than anything waits
    PreviewStreamGrpc.open(line, Runnable::run, preview);
    send(200);
    int held = line.sent.size();

    // When
    line.open();

    // Then
    assertThat(held).isEqualTo(1);
    assertThat(line.sent).hasSizeBetween(2, 65);
    assertThat(line.sent.get(1).getKeyFrame()).isTrue();
  }

  @Test
  void shouldEndTheCallWhenTheStreamEnds() throws Exception {
    // Given
    line.ready = true;
    PreviewStreamGrpc.open(line, Runnable::run, preview);
    send(3);

    // When
    preview.close();

    // Then
    assertThat(line.completed).isTrue();
  }

  @Test
  void shouldTakeNothingMoreWhenTheViewerHasGone() throws Exception {
    // Given
    line.ready = true;
    PreviewStreamGrpc.open(line, Runnable::run, preview);

    // When
    line.hangUp();
    send(5);

    // Then
    assertThat(line.sent).hasSize(1);
    assertThat(line.completed).isFalse();
  }

  private void send(int count) {
    for (int i = 0; i < count; i++) {
      video.encode(black, pictures * 9000, pictures % 10 == 0, preview::take);
      pictures++;
    }
  }

  /** A call whose readiness the test decides. */
  private static final class Line extends ServerCallStreamObserver<WatchPreviewResponse> {
    final List<WatchPreviewResponse> sent = new ArrayList<>();
    boolean ready;
    boolean completed;
    private boolean cancelled;
    private Runnable onReady = () -> {};
    private Runnable onCancel = () -> {};

    void open() {
      ready = true;
      onReady.run();
    }

    void hangUp() {
      cancelled = true;
      onCancel.run();
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public void onNext(WatchPreviewResponse piece) {
      sent.add(piece);
    }

    @Override
    public void onCompleted() {
      completed = true;
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError("the call failed", failure);
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel = handler;
    }

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
  }
}
