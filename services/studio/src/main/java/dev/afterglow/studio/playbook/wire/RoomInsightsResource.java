package dev.afterglow.studio.playbook.wire;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.upstream.GrpcInsights;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** What a room may expect, and what its sales went with. */
@Path("/api/v1/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoomInsightsResource {
  private final GrpcInsights insights;

  /** Over the insights. */
  @Inject
  public RoomInsightsResource(GrpcInsights insights) {
    this.insights = insights;
  }

  /** What the next five minutes are expected to sell, and when stocks end. */
  @GET
  @Path("/demand")
  public String demand(@RestPath String roomId) {
    return PlaybookJson.write(insights.demand(room(roomId)));
  }

  /** What sales went with, and how much better they are foretold for knowing it. */
  @GET
  @Path("/factors")
  public String factors(@RestPath String roomId) {
    return PlaybookJson.write(insights.factors(room(roomId)));
  }

  /** What the show cost and what it left; costs that nobody told are listed as unknown. */
  @GET
  @Path("/economics")
  public String economics(@RestPath String roomId) {
    return PlaybookJson.write(insights.economics(room(roomId)));
  }

  private static UUID room(String roomId) {
    return AfterglowException.checking("room_id", () -> UUID.fromString(roomId));
  }
}
