package dev.afterglow.studio.playbook.wire;

import dev.afterglow.api.commerce.v1.ListPlaybooksRequest;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.studio.upstream.GrpcPlaybooks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** What to try next in a room. */
@Path("/api/v1/rooms/{roomId}/playbooks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RoomPlaybooksResource {
  private static final int SHOWN = 20;

  private final GrpcPlaybooks playbooks;

  /** Over the playbooks. */
  @Inject
  public RoomPlaybooksResource(GrpcPlaybooks playbooks) {
    this.playbooks = playbooks;
  }

  /** The playbooks of a room, those under test and the best first. */
  @GET
  public String list(@RestPath String roomId) {
    UUID room = AfterglowException.checking("room_id", () -> UUID.fromString(roomId));
    return PlaybookJson.write(
        playbooks.list(
            ListPlaybooksRequest.newBuilder()
                .setRoomId(room.toString())
                .setPageSize(SHOWN)
                .build()));
  }
}
