package dev.afterglow.studio.preview;

import dev.afterglow.api.render.v1.RenderServiceGrpc;
import dev.afterglow.api.render.v1.WatchPreviewRequest;
import dev.afterglow.api.render.v1.WatchPreviewResponse;
import dev.afterglow.studio.broadcast.RenderPlace;
import dev.afterglow.studio.worker.grpc.WorkerChannels;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** The picture of a render from its worker. */
@ApplicationScoped
public class GrpcPreview {

  private final WorkerChannels channels;

  /** Over the channels to workers. */
  @Inject
  public GrpcPreview(WorkerChannels channels) {
    this.channels = channels;
  }

  /** Begins to receive; the handle ends it. */
  Handle open(RenderPlace place, Receiver receiver) {
    Call call = new Call(receiver);
    WatchPreviewRequest request =
        WatchPreviewRequest.newBuilder().setRenderId(place.renderId().toString()).build();
    RenderServiceGrpc.newStub(channels.channel(place.slot().address())).watchPreview(request, call);
    return call::cancel;
  }

  /** Takes what comes. */
  interface Receiver {

    /** The codecs of the stream, before the first piece. */
    void codecs(String codecs);

    /** A piece. */
    void piece(PreviewPiece piece);

    /** Nothing more comes. */
    void ended();
  }

  /** Ends a running reception. */
  @FunctionalInterface
  interface Handle {

    /** Ends it; doing so again changes nothing. */
    void close();
  }

  private static final class Call
      implements ClientResponseObserver<WatchPreviewRequest, WatchPreviewResponse> {

    private final Receiver receiver;
    private volatile @Nullable ClientCallStreamObserver<WatchPreviewRequest> stream;

    Call(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchPreviewRequest> started) {
      stream = started;
    }

    @Override
    public void onNext(WatchPreviewResponse response) {
      if (!response.getCodecs().isEmpty()) {
        receiver.codecs(response.getCodecs());
      }
      receiver.piece(
          new PreviewPiece(
              response.getMp4().toByteArray(),
              response.getInitialisation(),
              response.getKeyFrame()));
    }

    @Override
    public void onError(Throwable failure) {
      receiver.ended();
    }

    @Override
    public void onCompleted() {
      receiver.ended();
    }

    void cancel() {
      ClientCallStreamObserver<WatchPreviewRequest> running = stream;
      if (running != null) {
        running.cancel("the viewer left", null);
      }
    }
  }
}
