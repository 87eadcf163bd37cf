package dev.afterglow.studio.room;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.CommentIntent;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactService;
import dev.afterglow.api.commerce.v1.QuestionAnswered;
import dev.afterglow.studio.upstream.UpstreamConfig;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Answers that a person at the console heard the presenter give, as facts. */
@ApplicationScoped
public class GrpcAnswerFacts {
  private final GrpcFactCalls calls;
  private final Clock clock;

  /** Over the client {@code commerce}. */
  @Inject
  public GrpcAnswerFacts(
      @GrpcClient("commerce") FactService facts, UpstreamConfig config, Clock clock) {
    this.clock = clock;
    this.calls = new GrpcFactCalls(facts, config);
  }

  /**
   * Tells that a question was answered just now; telling the same request again counts once.
   *
   * @param subject what it was about, 0 to 64 characters
   * @return whether the log holds it now
   */
  public boolean tell(UUID roomId, UUID requestId, CommentIntent intent, String subject) {
    return calls.tell(
        List.of(
            Fact.newBuilder()
                .setSource(GrpcFactCalls.SOURCE)
                .setId(requestId + ":answer")
                .setRoomId(roomId.toString())
                .setOccurTime(Timestamps.fromMillis(clock.millis()))
                .setQuestionAnswered(
                    QuestionAnswered.newBuilder().setIntent(intent).setSubject(subject))
                .build()));
  }
}
