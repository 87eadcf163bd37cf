package dev.afterglow.render.wire;

import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.capture.v1.SubscribeDriveRequest;
import dev.afterglow.api.capture.v1.SubscribeDriveResponse;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.render.job.DriveTap;
import dev.afterglow.render.lease.MotionOrigin;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Drives from capture-ingest: one message is asked for when the last was taken, with all that has
 * come by then; a lost stream is resumed.
 */
@ApplicationScoped
public class CaptureClient implements DriveTap {
  private static final Log LOG = Log.of(CaptureClient.class);
  private static final long RETRY_MS = 300;

  /** A quarter of a second of a drive: what may have piled up behind a slow moment. */
  private static final int MOST_PIECES = 32;

  /** The service answers a subscription with the drive's state at once, also when nobody drives. */
  private static final long FIRST_PIECE_S = 5;

  private final Channel channel;

  CaptureClient(@GrpcClient("capture") Channel channel) {
    this.channel = channel;
  }

  @Override
  public Flow open(String driveId, Sink sink) {
    Following flow = new Following(driveId, sink);
    flow.thread.start();
    return flow;
  }

  /** One drive being followed. */
  private final class Following implements Flow {
    private final String driveId;
    private final Sink sink;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile String cursor = "";
    private volatile @Nullable ClientCallStreamObserver<SubscribeDriveRequest> call;

    Following(String driveId, Sink sink) {
      this.driveId = driveId;
      this.sink = sink;
      this.thread = Thread.ofVirtual().name("drive").unstarted(this::run);
    }

    @Override
    public void close() {
      running = false;
      ClientCallStreamObserver<SubscribeDriveRequest> now = call;
      if (now != null) {
        now.cancel("the render has ended", null);
      }
      thread.interrupt();
    }

    private void run() {
      boolean well = true;
      try {
        while (running) {
          Stream stream = new Stream();
          CaptureServiceGrpc.newStub(channel)
              .subscribeDrive(
                  SubscribeDriveRequest.newBuilder()
                      .setDriveId(driveId)
                      .setCursor(cursor)
                      .setMostPieces(MOST_PIECES)
                      .build(),
                  stream);
          stream.await();
          if (running && well != stream.gotAny) {
            well = stream.gotAny;
            LOG.info("drive stream broke off", LogKey.SESSION_ID.is(driveId));
          }
          TimeUnit.MILLISECONDS.sleep(RETRY_MS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** One connection. */
    private final class Stream
        implements ClientResponseObserver<SubscribeDriveRequest, SubscribeDriveResponse> {
      private final CountDownLatch over = new CountDownLatch(1);
      private volatile boolean gotAny;
      private volatile boolean abandoned;
      private boolean complained;
      private @Nullable DriveMapper mapper;

      /** Waits for its end; one that does not even begin is given up. */
      void await() throws InterruptedException {
        ClientCallStreamObserver<SubscribeDriveRequest> mine = call;
        boolean ended = over.await(FIRST_PIECE_S, TimeUnit.SECONDS);
        if (ended || gotAny || mine == null) {
          over.await();
          return;
        }
        abandoned = true;
        LOG.warn("drive stream did not begin", LogKey.SESSION_ID.is(driveId));
        mine.cancel("nothing came", null);
      }

      @Override
      public void beforeStart(ClientCallStreamObserver<SubscribeDriveRequest> started) {
        call = started;
      }

      @Override
      public void onNext(SubscribeDriveResponse message) {
        if (abandoned) {
          return;
        }
        gotAny = true;
        takeWell(message);
        message.getMoreList().forEach(this::takeWell);
        cursor = message.getCursor();
      }

      // One bad piece must not end the flow, nor stop it: whatever an exception does here depends
      // on the transport.
      private void takeWell(SubscribeDriveResponse piece) {
        try {
          take(piece);
        } catch (RuntimeException e) {
          if (!complained) {
            complained = true;
            LOG.error("a piece of the drive was left out", e, LogKey.SESSION_ID.is(driveId));
          }
        }
      }

      private void take(SubscribeDriveResponse piece) {
        switch (piece.getPieceCase()) {
          case HEADER -> {
            mapper = new DriveMapper(piece.getHeader());
            MotionOrigin origin = DriveMapper.origin(piece.getHeader().getMotionSource());
            LOG.info("drive begins", LogKey.SESSION_ID.is(driveId), LogKey.KIND.is(origin));
            sink.begins(origin);
          }
          case MOTION -> {
            DriveMapper known = mapper;
            if (known != null && piece.getMotion().getBridged()) {
              sink.bridged(known.motion(piece.getMotion()));
            } else if (known != null) {
              sink.motion(known.motion(piece.getMotion()));
            }
          }
          case VOICE -> sink.voice(DriveMapper.voice(piece.getVoice()));
          case STATE ->
              LOG.info(
                  "drive changed",
                  LogKey.SESSION_ID.is(driveId),
                  LogKey.STATE.is(piece.getState()));
          case STANDING -> sink.stands(StandingMapper.in(piece.getStanding()));
          case GAP, PIECE_NOT_SET -> {
            // a gap shows as held motion and as silence
          }
        }
      }

      @Override
      public void onError(Throwable broken) {
        cursor = gotAny ? cursor : "";
        over.countDown();
      }

      @Override
      public void onCompleted() {
        over.countDown();
      }
    }
  }
}
