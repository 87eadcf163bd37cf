package dev.afterglow.studio.playbook.wire;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.api.commerce.v1.AcceptPlaybookRequest;
import dev.afterglow.api.commerce.v1.DeclinePlaybookRequest;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.meter.StudioMeters;
import dev.afterglow.studio.upstream.GrpcPlaybooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestPath;

/**
 * A person's word on a playbook. It names who took the decision and is kept by commerce-analytics
 * with the playbook for ever; what comes back is the contract's message as protobuf's JSON.
 */
@Path("/api/v1/playbooks/{playbookId}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PlaybookResource {
  private static final Log LOG = Log.of(PlaybookResource.class);

  private final GrpcPlaybooks playbooks;
  private final StudioMeters meters;

  /** Over the playbooks. */
  @Inject
  public PlaybookResource(GrpcPlaybooks playbooks, StudioMeters meters) {
    this.playbooks = playbooks;
    this.meters = meters;
  }

  /** Accepts a proposal: it is tested in the room from the next whole minute on. */
  @POST
  @Path("/accept")
  public String accept(@RestPath String playbookId, @NotNull @Valid Decision decision) {
    UUID playbook = id("playbook_id", playbookId);
    return decided(
        decision,
        () ->
            playbooks.accept(
                AcceptPlaybookRequest.newBuilder()
                    .setPlaybookId(playbook.toString())
                    .setRequestId(decision.requestId().toString())
                    .setDecidedBy(decision.decidedBy().strip())
                    .build()));
  }

  /** Declines a proposal. */
  @POST
  @Path("/decline")
  public String decline(@RestPath String playbookId, @NotNull @Valid Decision decision) {
    UUID playbook = id("playbook_id", playbookId);
    return decided(
        decision,
        () ->
            playbooks.decline(
                DeclinePlaybookRequest.newBuilder()
                    .setPlaybookId(playbook.toString())
                    .setRequestId(decision.requestId().toString())
                    .setDecidedBy(decision.decidedBy().strip())
                    .build()));
  }

  private String decided(Decision decision, Supplier<Playbook> call) {
    Playbook playbook = counted(call);
    // Who it was stands in the playbook's own log, not in ours.
    LOG.info(
        "playbook decided on",
        LogKey.REQUEST_ID.is(decision.requestId()),
        LogKey.ROOM_ID.is(playbook.getRoomId()),
        LogKey.STATE.is(playbook.getState()));
    return PlaybookJson.write(playbook);
  }

  private <T> T counted(Supplier<T> call) {
    try {
      return call.get();
    } catch (AfterglowException e) {
      meters.refused(e.reason());
      throw e;
    }
  }

  private static UUID id(String field, String text) {
    return AfterglowException.checking(field, () -> UUID.fromString(text));
  }

  /**
   * A person's decision.
   *
   * @param decidedBy who takes it, as the shop marks its people at work, 1 to 64 characters:
   *     without that nothing is decided
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Decision(@NotNull UUID requestId, @NotBlank @Size(max = 64) String decidedBy) {
    /** Without who takes it. */
    @Override
    public String toString() {
      return "Decision[" + requestId + "]";
    }
  }
}
