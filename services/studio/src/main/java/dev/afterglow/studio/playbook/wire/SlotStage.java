package dev.afterglow.studio.playbook.wire;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.ListPlaybooksRequest;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.api.commerce.v1.PlaybookState;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.StageProduct;
import dev.afterglow.api.studio.v1.DirectRequest;
import dev.afterglow.api.studio.v1.GetStageRequest;
import dev.afterglow.api.studio.v1.PutProductsRequest;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import dev.afterglow.studio.broadcast.Broadcast;
import dev.afterglow.studio.broadcast.BroadcastStore;
import dev.afterglow.studio.stage.wire.StageCalls;
import dev.afterglow.studio.upstream.GrpcPlaybooks;
import dev.afterglow.studio.watch.WatchConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Sets the stage of each room under test as the slot that is on asks. A change is directed for as
 * long as the slot lasts, so that the room goes back to what it was by itself, also where this
 * process dies; a slot without the action is left alone. It is directed once for each slot and
 * render under a request id made of both: two studios that do it at once do it once.
 */
@ApplicationScoped
public class SlotStage {
  private static final Log LOG = Log.of(SlotStage.class);

  /** How often a room is asked where nothing is under test. */
  static final Duration IDLE = Duration.ofSeconds(30);

  /**
   * A slot's change goes on so long, where the washout is not shorter: the next may be the same.
   */
  private static final Duration OVERLAP = Duration.ofSeconds(20);

  private static final int MOST_DONE = 10_000;

  private final BroadcastStore store;
  private final GrpcPlaybooks playbooks;
  private final StageCalls stage;
  private final Clock clock;
  private final int maxRenders;
  private final Map<UUID, Instant> next = new HashMap<>();
  private final Set<UUID> done = new LinkedHashSet<>();

  /** Over the rooms on air. */
  @Inject
  public SlotStage(
      BroadcastStore store,
      GrpcPlaybooks playbooks,
      StageCalls stage,
      Clock clock,
      WatchConfig config) {
    this.store = store;
    this.playbooks = playbooks;
    this.stage = stage;
    this.clock = clock;
    this.maxRenders = config.maxRenders();
  }

  /** Looks at every room on air that is due. */
  public synchronized void look() {
    Instant now = clock.instant();
    Set<UUID> onAir = new HashSet<>();
    for (Broadcast.Rendering broadcast : store.rendering(maxRenders)) {
      UUID room = broadcast.details().roomId();
      if (broadcast.onAir().isPresent() && onAir.add(room)) {
        look(broadcast, room, now);
      }
    }
    next.keySet().retainAll(onAir);
    while (done.size() > MOST_DONE) {
      done.remove(done.iterator().next());
    }
  }

  private void look(Broadcast.Rendering broadcast, UUID room, Instant now) {
    if (now.isBefore(next.getOrDefault(room, Instant.MIN))) {
      return;
    }
    try {
      Optional<Playbook> tested = tested(room);
      next.put(room, tested.isPresent() ? now : now.plus(IDLE));
      tested.ifPresent(playbook -> act(broadcast, playbook, now));
    } catch (AfterglowException e) {
      // The room is as it was, and the next look asks again.
      LOG.warn("slot not on the stage", LogKey.ROOM_ID.is(room), LogKey.REASON.is(e.reason()));
    }
  }

  private Optional<Playbook> tested(UUID room) {
    return playbooks
        .list(
            ListPlaybooksRequest.newBuilder()
                .setRoomId(room.toString())
                .setUnderTestOnly(true)
                .build())
        .getPlaybooksList()
        .stream()
        .filter(it -> it.getState() == PlaybookState.PLAYBOOK_STATE_ACCEPTED && it.hasSlot())
        .findFirst();
  }

  private void act(Broadcast.Rendering broadcast, Playbook playbook, Instant now) {
    Instant from = instant(playbook.getSlot().getShowTime());
    Instant end = instant(playbook.getSlot().getEndTime());
    UUID request = request(broadcast, playbook);
    boolean isOn = playbook.getSlot().getShowsAction() && !now.isBefore(from) && now.isBefore(end);
    if (!isOn || done.contains(request)) {
      return;
    }
    Duration washout = Duration.ofMillis(Durations.toMillis(playbook.getWashoutLength()));
    Duration over = washout.compareTo(OVERLAP) < 0 ? washout : OVERLAP;
    long lastsMs = Duration.between(now, end.plus(over)).toMillis();
    Optional<Directive> directive =
        SlotDirectives.directive(playbook, Durations.fromMillis(lastsMs));
    directive.ifPresent(it -> direct(broadcast, playbook, request, it));
    done.add(request);
  }

  private void direct(
      Broadcast.Rendering broadcast, Playbook playbook, UUID request, Directive directive) {
    String id = broadcast.details().broadcastId().toString();
    try {
      card(id, playbook)
          .ifPresent(
              card ->
                  stage.put(
                      PutProductsRequest.newBuilder()
                          .setRequestId(request.toString())
                          .setBroadcastId(id)
                          .addProducts(card)
                          .build()));
      stage.direct(
          DirectRequest.newBuilder()
              .setRequestId(request.toString())
              .setBroadcastId(id)
              .setDirective(directive)
              .build());
    } catch (AfterglowException e) {
      if (e.kind() == Fault.UNAVAILABLE) {
        throw e;
      }
      // A stage that does not know the look or the products never will in this slot: who runs the
      // room sees on the console what it asks for.
      LOG.warn(
          "stage refused a slot",
          LogKey.ROOM_ID.is(playbook.getRoomId()),
          LogKey.REASON.is(e.reason()));
    }
  }

  private Optional<StageProduct> card(String broadcastId, Playbook playbook) {
    if (SlotDirectives.card(playbook, Map.of()).isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> titles =
        stage
            .stage(GetStageRequest.newBuilder().setBroadcastId(broadcastId).build())
            .getStage()
            .getProductsList()
            .stream()
            .collect(
                Collectors.toMap(
                    StageProduct::getProductId, StageProduct::getTitle, (one, _) -> one));
    return SlotDirectives.card(playbook, titles);
  }

  private static UUID request(Broadcast.Rendering broadcast, Playbook playbook) {
    String name =
        playbook.getPlaybookId()
            + "/"
            + playbook.getSlot().getIndex()
            + "/"
            + broadcast.place().renderId();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static Instant instant(com.google.protobuf.Timestamp time) {
    return Instant.ofEpochMilli(Timestamps.toMillis(time));
  }
}
