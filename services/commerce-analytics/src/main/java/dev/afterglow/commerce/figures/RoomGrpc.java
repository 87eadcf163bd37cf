package dev.afterglow.commerce.figures;

import dev.afterglow.api.commerce.v1.GetDemandRequest;
import dev.afterglow.api.commerce.v1.GetDemandResponse;
import dev.afterglow.api.commerce.v1.GetFactorsRequest;
import dev.afterglow.api.commerce.v1.GetFactorsResponse;
import dev.afterglow.api.commerce.v1.GetRoomRequest;
import dev.afterglow.api.commerce.v1.GetRoomResponse;
import dev.afterglow.api.commerce.v1.GetTurnsRequest;
import dev.afterglow.api.commerce.v1.GetTurnsResponse;
import dev.afterglow.api.commerce.v1.ListCorrectionsRequest;
import dev.afterglow.api.commerce.v1.ListCorrectionsResponse;
import dev.afterglow.api.commerce.v1.ListMetricsRequest;
import dev.afterglow.api.commerce.v1.ListMetricsResponse;
import dev.afterglow.api.commerce.v1.ListRoomsRequest;
import dev.afterglow.api.commerce.v1.ListRoomsResponse;
import dev.afterglow.api.commerce.v1.RoomService;
import dev.afterglow.api.commerce.v1.WatchRoomRequest;
import dev.afterglow.api.commerce.v1.WatchRoomResponse;
import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.economics.ComputePrice;
import dev.afterglow.commerce.economics.Economics;
import dev.afterglow.commerce.economics.Shares;
import dev.afterglow.commerce.engine.Engine;
import dev.afterglow.commerce.engine.Engine.NotServingException;
import dev.afterglow.commerce.engine.RoomPlace;
import dev.afterglow.commerce.engine.RoomView;
import dev.afterglow.commerce.factor.ShowFactors;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.RoomLedgers;
import dev.afterglow.commerce.metric.Metric;
import dev.afterglow.commerce.metric.Rate;
import dev.afterglow.commerce.peak.Turns;
import dev.afterglow.commerce.playbook.PlaybookBook;
import dev.afterglow.commerce.playbook.TestedSlots;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.show.Comparison;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** RoomService. */
@GrpcService
public class RoomGrpc implements RoomService {
  private static final int DEFAULT_PAGE = 50;
  private static final int DEFAULT_SLOT = 5;
  private static final int MOST_PAST = 10;

  private final Engine engine;
  private final PlaybookBook playbooks;
  private final RoomLedgers ledgers;
  private final Shares shares;
  private final ComputePrice price;
  private final Comparison comparison;
  private final Clock clock;

  RoomGrpc(
      Engine engine,
      PlaybookBook playbooks,
      RoomLedgers ledgers,
      Shares shares,
      ComputePrice price,
      Comparison comparison,
      Clock clock) {
    this.engine = engine;
    this.playbooks = playbooks;
    this.ledgers = ledgers;
    this.shares = shares;
    this.price = price;
    this.comparison = comparison;
    this.clock = clock;
  }

  @Override
  public Uni<GetRoomResponse> getRoom(GetRoomRequest request) {
    String roomId = canonical(request.getRoomId());
    return away(
        roomId,
        () -> {
          RoomView view = engine.room(roomId, clock.instant()).orElseThrow(() -> notFound(roomId));
          Economics economics = Economics.of(view.figures(), shares, price);
          return GetRoomResponse.newBuilder()
              .setRoom(StandingMessages.compared(view, comparison, comparison::now))
              .setEconomics(EconomicsMessages.economics(economics))
              .build();
        });
  }

  @Override
  public Uni<GetTurnsResponse> getTurns(GetTurnsRequest request) {
    String roomId = canonical(request.getRoomId());
    return away(
        roomId,
        () -> {
          RoomHistory history = engine.history(roomId).orElseThrow(() -> notFound(roomId));
          Instant now = clock.instant();
          return TurnsMessages.turns(
              Turns.of(history, TestedSlots.of(playbooks.room(roomId, now), now)));
        });
  }

  @Override
  public Uni<GetDemandResponse> getDemand(GetDemandRequest request) {
    String roomId = canonical(request.getRoomId());
    int slotMinutes = request.getSlotMinutes() == 0 ? DEFAULT_SLOT : request.getSlotMinutes();
    return away(
        roomId,
        () -> {
          RoomHistory history = engine.history(roomId).orElseThrow(() -> notFound(roomId));
          RoomLedger ledger = ledgers.room(roomId).orElseThrow(() -> notFound(roomId));
          return DemandMessages.response(history, ledger, slotMinutes, past(roomId, slotMinutes));
        });
  }

  /** What the shop's past shows sold. */
  private List<Map<String, Sales>> past(String roomId, int slotMinutes) throws NotServingException {
    List<Map<String, Sales>> shows = new ArrayList<>();
    for (RoomLedgers.Past past : ledgers.past(roomId, MOST_PAST)) {
      Optional<RoomHistory> history = engine.history(past.roomId());
      if (history.isPresent()) {
        shows.add(DemandMessages.sales(history.get(), past.ledger(), slotMinutes));
      }
    }
    return shows;
  }

  @Override
  public Uni<GetFactorsResponse> getFactors(GetFactorsRequest request) {
    String roomId = canonical(request.getRoomId());
    int slotMinutes = request.getSlotMinutes() == 0 ? DEFAULT_SLOT : request.getSlotMinutes();
    return away(
        roomId,
        () -> {
          RoomHistory history = engine.history(roomId).orElseThrow(() -> notFound(roomId));
          RoomLedger ledger = ledgers.room(roomId).orElseThrow(() -> notFound(roomId));
          return FactorMessages.response(
              ShowFactors.of(
                  history, ledger, slotMinutes, playbooks.room(roomId, clock.instant())));
        });
  }

  @Override
  public Uni<ListCorrectionsResponse> listCorrections(ListCorrectionsRequest request) {
    String roomId = canonical(request.getRoomId());
    return away(
        roomId,
        () ->
            CorrectionMessages.response(
                engine.corrections(roomId).orElseThrow(() -> notFound(roomId))));
  }

  @Override
  public Multi<WatchRoomResponse> watchRoom(WatchRoomRequest request) {
    String roomId = canonical(request.getRoomId());
    return Multi.createFrom()
        .deferred(
            () -> {
              RoomWatch watch = new RoomWatch(engine, roomId, clock);
              return Multi.createFrom()
                  .ticks()
                  .every(RoomWatch.TICK)
                  .onOverflow()
                  .drop()
                  .map(_ -> look(watch, roomId))
                  .filter(Optional::isPresent)
                  .map(Optional::orElseThrow)
                  .map(this::shown);
            });
  }

  private static Optional<RoomView> look(RoomWatch watch, String roomId) {
    try {
      return watch.tick();
    } catch (NotServingException e) {
      throw restoring(roomId, e);
    }
  }

  private WatchRoomResponse shown(RoomView view) {
    return WatchRoomResponse.newBuilder()
        .setRoom(StandingMessages.compared(view, comparison, comparison::soon))
        .setCursor(Long.toString(view.figures().facts()))
        .build();
  }

  @Override
  public Uni<ListRoomsResponse> listRooms(ListRoomsRequest request) {
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    Optional<RoomPlace> after =
        AfterglowException.checking("page_token", () -> PlaceToken.read(request.getPageToken()));
    return away(
        "",
        () -> {
          // One more than asked for tells whether there is a next page.
          List<RoomView> found = engine.latest(after, size + 1, clock.instant());
          List<RoomView> page = found.subList(0, Math.min(size, found.size()));
          ListRoomsResponse.Builder response = ListRoomsResponse.newBuilder();
          page.forEach(view -> response.addRooms(RoomMessages.room(view)));
          if (found.size() > size) {
            response.setNextPageToken(PlaceToken.of(place(page.getLast())));
          }
          return response.build();
        });
  }

  private static RoomPlace place(RoomView view) {
    Instant lastFact = view.figures().lastFact();
    return new RoomPlace(lastFact, view.roomId());
  }

  @Override
  public Uni<ListMetricsResponse> listMetrics(ListMetricsRequest request) {
    ListMetricsResponse.Builder response = ListMetricsResponse.newBuilder();
    Arrays.stream(Metric.values())
        .forEach(
            metric -> response.addMetrics(RoomMessages.definition(metric, request.getLocale())));
    Arrays.stream(Rate.values())
        .forEach(rate -> response.addMetrics(DetailMessages.definition(rate, request.getLocale())));
    return Uni.createFrom().item(response.build());
  }

  private interface Reading<T> {
    T read() throws NotServingException;
  }

  /** Reads away from the event loop: a large room takes milliseconds to rank. */
  private static <T> Uni<T> away(String roomId, Reading<T> reading) {
    return Uni.createFrom()
        .item(
            () -> {
              try {
                return reading.read();
              } catch (NotServingException e) {
                throw restoring(roomId, e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static String canonical(String roomId) {
    return roomId.toLowerCase(Locale.ROOT);
  }

  private static AfterglowException notFound(String roomId) {
    return new AfterglowException(
        "ROOM_NOT_FOUND",
        Fault.NOT_FOUND,
        "no fact of this room was seen",
        Map.of("room_id", roomId));
  }

  private static AfterglowException restoring(String roomId, Throwable cause) {
    return new AfterglowException(
        "RESTORING",
        Fault.UNAVAILABLE,
        "the figures are being restored, ask again",
        Map.of("room_id", roomId),
        cause);
  }
}
