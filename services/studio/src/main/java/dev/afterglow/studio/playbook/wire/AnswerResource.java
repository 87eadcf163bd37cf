package dev.afterglow.studio.playbook.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.api.commerce.v1.CommentIntent;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.studio.room.GrpcAnswerFacts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** A person says that the presenter answered what viewers asked; the question is open no more. */
@Path("/api/v1/rooms/{roomId}/answers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AnswerResource {
  /** What is no question, so nobody can answer it. */
  private static final Set<CommentIntent> NONE =
      EnumSet.of(
          CommentIntent.COMMENT_INTENT_UNSPECIFIED,
          CommentIntent.COMMENT_INTENT_PRAISE,
          CommentIntent.COMMENT_INTENT_COMPLAINT,
          CommentIntent.COMMENT_INTENT_NOISE,
          CommentIntent.UNRECOGNIZED);

  private final GrpcAnswerFacts facts;

  /** Over the log of facts. */
  @Inject
  public AnswerResource(GrpcAnswerFacts facts) {
    this.facts = facts;
  }

  /** Tells it; {@code SERVICE_UNAVAILABLE} where the log does not have it. */
  @POST
  public Map<String, String> answered(@RestPath String roomId, @NotNull @Valid Answer answer) {
    UUID room = AfterglowException.checking("room_id", () -> UUID.fromString(roomId));
    CommentIntent intent =
        AfterglowException.checking(
            "intent", () -> CommentIntent.valueOf("COMMENT_INTENT_" + answer.intent()));
    if (NONE.contains(intent)) {
      throw AfterglowException.invalidField("intent", "it is no question");
    }
    if (!facts.tell(room, answer.requestId(), intent, answer.subject())) {
      throw new AfterglowException(
          "SERVICE_UNAVAILABLE",
          Fault.UNAVAILABLE,
          "commerce-analytics did not answer",
          Map.of("service", "commerce-analytics"));
    }
    return Map.of("request_id", answer.requestId().toString());
  }

  /**
   * What was answered.
   *
   * @param intent what was asked, such as "SIZE"
   * @param subject what it was about, as the open question names it; may be empty
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Answer(
      @NotNull UUID requestId,
      @NotNull @Size(max = 32) String intent,
      @NotNull @Size(max = 64) String subject) {}
}
