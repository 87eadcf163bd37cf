package dev.afterglow.commerce.intake;

import dev.afterglow.api.commerce.v1.CommerceErrorReason;
import dev.afterglow.api.commerce.v1.FactRefusal;
import dev.afterglow.api.commerce.v1.FactServiceGrpc;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.commerce.viewer.ViewerNames;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.wire.FactMessages;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * FactService. Written against gRPC's own observers, because only these let a call read on when
 * Kafka has taken what came before: that is what slows a sender down.
 */
@GrpcService
public class FactGrpc extends FactServiceGrpc.FactServiceImplBase {
  /** Batches of one call that may wait for Kafka; enough to keep it busy. */
  private static final int BATCHES = 4;

  private final FactLog log;
  private final ViewerNames names;
  private final FactLogConfig config;
  private final CommerceMeters meters;
  private final Variety variety;
  private final Clock clock;
  private final Executor blocking = Executors.newVirtualThreadPerTaskExecutor();

  FactGrpc(
      FactLog log,
      ViewerNames names,
      FactLogConfig config,
      CommerceMeters meters,
      Variety variety,
      Clock clock) {
    this.log = log;
    this.names = names;
    this.config = config;
    this.meters = meters;
    this.variety = variety;
    this.clock = clock;
  }

  @Override
  public StreamObserver<RecordFactsRequest> recordFacts(
      StreamObserver<RecordFactsResponse> answers) {
    ServerCallStreamObserver<RecordFactsResponse> call =
        (ServerCallStreamObserver<RecordFactsResponse>) answers;
    call.disableAutoRequest();
    Call handler = new Call(call, new Recording(log, names, meters, variety, clock, blocking));
    call.setOnCancelHandler(handler::cancelled);
    call.request(BATCHES);
    return handler;
  }

  /** One call; everything of it happens on the call's own event loop. */
  private final class Call implements StreamObserver<RecordFactsRequest> {
    private final ServerCallStreamObserver<RecordFactsResponse> answers;
    private final Recording recording;
    private final Executor loop = eventLoop();
    private int open;
    private boolean finished;
    private boolean ended;

    Call(ServerCallStreamObserver<RecordFactsResponse> answers, Recording recording) {
      this.answers = answers;
      this.recording = recording;
    }

    @Override
    public void onNext(RecordFactsRequest request) {
      if (ended) {
        return;
      }
      open++;
      var _ =
          recording
              .take(
                  request.getFactsList().stream().map(TheirFact::new).toList(), FactMessages::bytes)
              .whenCompleteAsync(this::held, loop);
    }

    private void held(@Nullable Integer facts, @Nullable Throwable failure) {
      open--;
      if (ended) {
        return;
      }
      if (facts == null) {
        ended = true;
        meters.logFailed();
        answers.onError(LogFault.of(config.factsTopic(), failure));
        return;
      }
      recording.accepted(facts);
      if (!finished) {
        answers.request(1);
      }
      endWhenDone();
    }

    @Override
    public void onCompleted() {
      finished = true;
      endWhenDone();
    }

    private void endWhenDone() {
      if (finished && open == 0 && !ended) {
        ended = true;
        answers.onNext(response(recording));
        answers.onCompleted();
      }
    }

    @Override
    public void onError(Throwable thrown) {
      ended = true;
    }

    void cancelled() {
      ended = true;
    }
  }

  private static Executor eventLoop() {
    Context context = Vertx.currentContext();
    return context == null ? Runnable::run : task -> context.runOnContext(_ -> task.run());
  }

  /** A fact of a message, checked when it is asked for. */
  private record TheirFact(dev.afterglow.api.commerce.v1.Fact message) implements ToldFact {
    @Override
    public String source() {
      return message.getSource();
    }

    @Override
    public String id() {
      return message.getId();
    }

    @Override
    public Fact fact() {
      return FactMessages.fact(message);
    }
  }

  private static RecordFactsResponse response(Recording recording) {
    RecordFactsResponse.Builder response =
        RecordFactsResponse.newBuilder()
            .setAcceptedCount(recording.accepted())
            .setRefusedCount(recording.refused());
    for (Refusal refusal : recording.refusals()) {
      response.addRefusals(
          FactRefusal.newBuilder()
              .setPosition(refusal.position())
              .setSource(refusal.source())
              .setId(refusal.id())
              .setReason(reason(refusal.reason()))
              .setField(refusal.field()));
    }
    return response.build();
  }

  private static CommerceErrorReason reason(FactFault.Reason reason) {
    return switch (reason) {
      case INVALID_FIELD -> CommerceErrorReason.COMMERCE_ERROR_REASON_INVALID_FIELD;
      case NEGATIVE_AMOUNT -> CommerceErrorReason.COMMERCE_ERROR_REASON_NEGATIVE_AMOUNT;
      case FROM_THE_FUTURE -> CommerceErrorReason.COMMERCE_ERROR_REASON_FROM_THE_FUTURE;
    };
  }
}
