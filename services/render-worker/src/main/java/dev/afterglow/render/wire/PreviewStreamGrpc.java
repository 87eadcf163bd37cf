package dev.afterglow.render.wire;

import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.render.output.Preview;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One browser's preview: sends while the call takes more; what it cannot take waits in the reader,
 * which sheds up to a key frame. Runs on the call's event loop alone.
 */
final class PreviewStreamGrpc {
  private final ServerCallStreamObserver<WatchPreviewResponse> call;
  private final Executor onCall;
  private final Preview.Reader reader;
  private final AtomicBoolean woken = new AtomicBoolean();
  private long cursor;
  private boolean over;

  private PreviewStreamGrpc(
      ServerCallStreamObserver<WatchPreviewResponse> call, Executor onCall, Preview preview)
      throws Preview.NotJoined {
    this.call = call;
    this.onCall = onCall;
    this.reader = preview.join(this::wake);
  }

  static void open(
      ServerCallStreamObserver<WatchPreviewResponse> call, Executor onCall, Preview preview)
      throws Preview.NotJoined {
    PreviewStreamGrpc stream = new PreviewStreamGrpc(call, onCall, preview);
    call.setOnCancelHandler(stream.reader::close);
    call.setOnReadyHandler(stream::wake);
    byte[] init = preview.initSegment();
    onCall.execute(
        () ->
            call.onNext(
                stream
                    .next(init)
                    .setInitialisation(true)
                    .setCodecs(RenderMapper.codecs(init))
                    .build()));
    stream.wake();
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      onCall.execute(this::send);
    }
  }

  private void send() {
    woken.set(false);
    while (!over && !call.isCancelled() && call.isReady()) {
      Preview.Fragment fragment = reader.poll();
      if (fragment == null) {
        break;
      }
      call.onNext(next(fragment.data()).setKeyFrame(fragment.key()).build());
    }
    if (call.isCancelled()) {
      reader.close();
    } else if (!over && reader.finished()) {
      over = true;
      reader.close();
      call.onCompleted();
    }
  }

  private WatchPreviewResponse.Builder next(byte[] mp4) {
    return WatchPreviewResponse.newBuilder()
        .setMp4(UnsafeByteOperations.unsafeWrap(mp4))
        .setCursor(Long.toString(cursor++));
  }
}
