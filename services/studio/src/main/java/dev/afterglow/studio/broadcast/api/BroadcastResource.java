package dev.afterglow.studio.broadcast.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.broadcast.CreateBroadcast;
import dev.afterglow.studio.broadcast.Drives;
import dev.afterglow.studio.watch.Snapshot;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Broadcasts over REST. Refusals are RFC 9457 problems whose {@code reason} is that of the
 * contract's {@code StudioErrorReason}; mutating calls take a {@code request_id} in their body,
 * known for 24 hours.
 */
@Path("/api/v1/broadcasts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BroadcastResource {

  private final BroadcastCommands commands;

  /** Over the commands. */
  @Inject
  public BroadcastResource(BroadcastCommands commands) {
    this.commands = commands;
  }

  /** Broadcasts, newest first. */
  @GET
  public ListAnswer list(
      @QueryParam("page_size") @DefaultValue("0") int pageSize,
      @QueryParam("page_token") @DefaultValue("") String pageToken) {
    BroadcastCommands.Page page = commands.list(pageSize, pageToken);
    return new ListAnswer(
        page.snapshots().stream().map(BroadcastJson::of).toList(), page.nextPageToken());
  }

  /** Makes a broadcast; the drive token in the answer is for the driver's device alone. */
  @POST
  public RestResponse<CreateAnswer> create(@NotNull @Valid CreateJson request) {
    CreateBroadcast.Wish wish = AfterglowException.checking("request", request::wish);
    CreateBroadcast.Answer answer = commands.create(request.requestId(), wish);
    BroadcastJson json = BroadcastJson.of(new Snapshot(answer.broadcast(), Optional.empty()));
    return RestResponse.status(
        RestResponse.Status.CREATED, new CreateAnswer(json, answer.driveToken()));
  }

  /** One broadcast. */
  @GET
  @Path("/{broadcastId}")
  public BroadcastJson get(@RestPath String broadcastId) {
    return BroadcastJson.of(commands.get(id(broadcastId)));
  }

  /**
   * What the presenter's link holds. A POST, so that neither a cache nor a prefetch ever has it,
   * and so that only the studio's own page is answered.
   */
  @POST
  @Path("/{broadcastId}/drive-link")
  public LinkAnswer driveLink(@RestPath String broadcastId) {
    Drives.NewDrive drive = commands.link(id(broadcastId));
    return new LinkAnswer(drive.driveId(), drive.token());
  }

  /** Starts a rehearsal. */
  @POST
  @Path("/{broadcastId}/rehearse")
  public BroadcastJson rehearse(@RestPath String broadcastId, @NotNull @Valid Command command) {
    return BroadcastJson.of(commands.rehearse(command.requestId(), id(broadcastId)));
  }

  /** Goes live. */
  @POST
  @Path("/{broadcastId}/live")
  public BroadcastJson live(@RestPath String broadcastId, @NotNull @Valid Command command) {
    return BroadcastJson.of(commands.goLive(command.requestId(), id(broadcastId)));
  }

  /** Shows the slate. */
  @POST
  @Path("/{broadcastId}/slate")
  public BroadcastJson slate(@RestPath String broadcastId, @NotNull @Valid Command command) {
    return BroadcastJson.of(commands.showSlate(command.requestId(), id(broadcastId)));
  }

  /** Lets the avatar back on. */
  @POST
  @Path("/{broadcastId}/resume")
  public BroadcastJson resume(@RestPath String broadcastId, @NotNull @Valid Command command) {
    return BroadcastJson.of(commands.resume(command.requestId(), id(broadcastId)));
  }

  /** Ends it. */
  @POST
  @Path("/{broadcastId}/end")
  public BroadcastJson end(@RestPath String broadcastId, @NotNull @Valid Command command) {
    return BroadcastJson.of(commands.end(command.requestId(), id(broadcastId)));
  }

  private static UUID id(String broadcastId) {
    return BroadcastMapper.uuid("broadcast_id", broadcastId);
  }

  /** A command on a broadcast. */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Command(@NotNull UUID requestId) {}

  /** What the presenter's link holds. */
  @JsonNaming(SnakeCaseStrategy.class)
  record LinkAnswer(UUID driveId, String driveToken) {

    /** Without the token. */
    @Override
    public String toString() {
      return "LinkAnswer[" + driveId + ", token redacted]";
    }
  }

  /** A page of broadcasts. */
  @JsonNaming(SnakeCaseStrategy.class)
  record ListAnswer(List<BroadcastJson> broadcasts, String nextPageToken) {}

  /** A new broadcast with the token of its drive. */
  @JsonNaming(SnakeCaseStrategy.class)
  record CreateAnswer(BroadcastJson broadcast, String driveToken) {

    /** Without the token. */
    @Override
    public String toString() {
      return "CreateAnswer[" + broadcast.broadcastId() + ", token redacted]";
    }
  }
}
