package dev.afterglow.render.wire;

import com.google.protobuf.UnsafeByteOperations;
import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.render.output.Preview;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One browser's preview: sends while the call takes more; what it cannot take waits in the reader,
 * which sheds up to a key frame. Runs on the call's event loop alone.
 */
final class PreviewStreamGrpc {
  private final ServerCallStreamObserver<WatchPreviewResponse> call;
  private final Executor onCall;
  private final byte[] head;
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile Preview.@Nullable Reader reader;
  private boolean begun;
  private long cursor;
  private boolean over;

  private PreviewStreamGrpc(
      ServerCallStreamObserver<WatchPreviewResponse> call, Executor onCall, byte[] head) {
    this.call = call;
    this.onCall = onCall;
    this.head = head;
  }

  static void open(
      ServerCallStreamObserver<WatchPreviewResponse> call, Executor onCall, Preview preview)
      throws Preview.NotJoined {
    PreviewStreamGrpc stream = new PreviewStreamGrpc(call, onCall, preview.initSegment());
    // Fragments may wake it before it knows its reader: what comes then waits for the call below.
    Preview.Reader reader = preview.join(stream::wake);
    stream.reader = reader;
    call.setOnCancelHandler(reader::close);
    call.setOnReadyHandler(stream::wake);
    stream.wake();
  }

  private void wake() {
    if (woken.compareAndSet(false, true)) {
      onCall.execute(this::send);
    }
  }

  private void send() {
    woken.set(false);
    Preview.Reader joined = reader;
    if (joined == null) {
      return;
    }
    if (!begun) {
      begun = true;
      call.onNext(next(head).setInitialisation(true).setCodecs(RenderMapper.codecs(head)).build());
    }
    while (!over && !call.isCancelled() && call.isReady()) {
      Preview.Fragment fragment = joined.poll();
      if (fragment == null) {
        break;
      }
      call.onNext(next(fragment.data()).setKeyFrame(fragment.key()).build());
    }
    if (call.isCancelled()) {
      joined.close();
    } else if (!over && joined.finished()) {
      over = true;
      joined.close();
      call.onCompleted();
    }
  }

  private WatchPreviewResponse.Builder next(byte[] mp4) {
    return WatchPreviewResponse.newBuilder()
        .setMp4(UnsafeByteOperations.unsafeWrap(mp4))
        .setCursor(Long.toString(cursor++));
  }
}
