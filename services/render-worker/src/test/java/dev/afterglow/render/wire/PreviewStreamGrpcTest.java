package dev.afterglow.render.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.render.output.Preview;
import dev.afterglow.render.output.SmallPreview;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A browser on a slow line, on the worker's side. */
class PreviewStreamGrpcTest {
  private final SmallPreview small = new SmallPreview();
  private final Preview preview = small.preview();
  private final Line line = new Line();

  @AfterEach
  void close() {
    small.close();
  }

  @Test
  void shouldSendTheHeadAndThenEveryFragmentWhenTheLineTakesAll() throws Exception {
    // Given
    line.ready = true;
    PreviewStreamGrpc.open(line, Runnable::run, preview);

    // When
    small.send(11);

    // Then
    assertThat(line.sent).hasSize(12);
    assertThat(line.sent.getFirst().getInitialisation()).isTrue();
    assertThat(line.sent.getFirst().getCodecs()).matches("avc1\\.[0-9a-f]{6},mp4a\\.40\\.2");
    assertThat(line.sent.get(1).getKeyFrame()).isTrue();
    assertThat(line.sent).extracting(WatchPreviewResponse::getCursor).doesNotHaveDuplicates();
  }

  @Test
  void shouldBeginWithTheHeadWhenFragmentsWereThereBefore() throws Exception {
    // Given: joining wakes at once
    line.ready = true;
    small.send(5);

    // When
    PreviewStreamGrpc.open(line, Runnable::run, preview);

    // Then
    assertThat(line.sent).hasSize(6);
    assertThat(line.sent)
        .extracting(WatchPreviewResponse::getInitialisation)
        .containsExactly(true, false, false, false, false, false);
  }

  @Test
  void shouldGoOnAtAKeyFrameWhenTheLineWasSlow() throws Exception {
    // Given: nothing but the head goes through for far longer than anything waits
    PreviewStreamGrpc.open(line, Runnable::run, preview);
    small.send(200);
    int held = line.sent.size();

    // When
    line.open();

    // Then
    assertThat(held).isEqualTo(1);
    assertThat(line.sent).hasSizeBetween(2, 129);
    assertThat(line.sent.get(1).getKeyFrame()).isTrue();
  }

  @Test
  void shouldEndTheCallWhenTheStreamEnds() throws Exception {
    // Given
    line.ready = true;
    PreviewStreamGrpc.open(line, Runnable::run, preview);
    small.send(3);

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
    small.send(5);

    // Then
    assertThat(line.sent).hasSize(1);
    assertThat(line.completed).isFalse();
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
