package dev.afterglow.studio.broadcast.api;

import dev.afterglow.studio.room.GrpcRooms;
import dev.afterglow.studio.room.RoomNews;
import dev.afterglow.studio.watch.Snapshot;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/**
 * A broadcast and its room as server-sent events:
 *
 * <ul>
 *   <li>{@code broadcast}: as of REST, at each change and once a second while it renders
 *   <li>{@code room}: the figures of the room, at each change
 *   <li>{@code room_away}: no figures come now; those shown are stale
 *   <li>{@code beat}: every two seconds, so that silence means a lost connection
 * </ul>
 */
@Path("/api/v1/broadcasts/{broadcastId}/events")
public class BroadcastEventsResource {

  private static final Duration BEAT = Duration.ofSeconds(2);

  private final BroadcastCommands commands;
  private final GrpcRooms rooms;

  /** Over the commands and the rooms. */
  @Inject
  public BroadcastEventsResource(BroadcastCommands commands, GrpcRooms rooms) {
    this.commands = commands;
    this.rooms = rooms;
  }

  /** Refuses an unknown broadcast; otherwise goes on until the client leaves. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  public Multi<OutboundSseEvent> events(@RestPath String broadcastId, @Context Sse sse) {
    return stream(commands.get(BroadcastMapper.uuid("broadcast_id", broadcastId)), sse);
  }

  private Multi<OutboundSseEvent> stream(Snapshot first, Sse sse) {
    UUID id = first.broadcast().details().broadcastId();
    Multi<OutboundSseEvent> broadcast =
        commands.watch(id).map(it -> event(sse, "broadcast", BroadcastJson.of(it)));
    Multi<OutboundSseEvent> room =
        rooms.watch(first.broadcast().details().roomId()).map(news -> event(sse, news));
    Multi<OutboundSseEvent> beat =
        Multi.createFrom()
            .ticks()
            .every(BEAT)
            .onOverflow()
            .drop()
            .map(tick -> event(sse, "beat", Map.of()));
    return Multi.createBy().merging().streams(broadcast, room, beat);
  }

  private static OutboundSseEvent event(Sse sse, RoomNews news) {
    return switch (news) {
      case RoomNews.Figures room -> event(sse, "room", room.figures());
      case RoomNews.Away away -> event(sse, "room_away", Map.of("service", "commerce-analytics"));
    };
  }

  private static OutboundSseEvent event(Sse sse, String name, Object data) {
    return sse.newEventBuilder()
        .name(name)
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(data)
        .build();
  }
}
