package dev.afterglow.commerce.customer;

import dev.afterglow.api.commerce.v1.CreateAudienceRequest;
import dev.afterglow.api.commerce.v1.CreateAudienceResponse;
import dev.afterglow.api.commerce.v1.CustomerService;
import dev.afterglow.api.commerce.v1.DeleteAudienceRequest;
import dev.afterglow.api.commerce.v1.DeleteAudienceResponse;
import dev.afterglow.api.commerce.v1.EraseViewerRequest;
import dev.afterglow.api.commerce.v1.EraseViewerResponse;
import dev.afterglow.api.commerce.v1.GetCohortsRequest;
import dev.afterglow.api.commerce.v1.GetCohortsResponse;
import dev.afterglow.api.commerce.v1.GetSegmentsRequest;
import dev.afterglow.api.commerce.v1.GetSegmentsResponse;
import dev.afterglow.api.commerce.v1.ListAudiencesRequest;
import dev.afterglow.api.commerce.v1.ListAudiencesResponse;
import dev.afterglow.api.commerce.v1.ListShopsRequest;
import dev.afterglow.api.commerce.v1.ListShopsResponse;
import dev.afterglow.commerce.ledger.KafkaTail;
import dev.afterglow.commerce.viewer.Pseudonyms;
import dev.afterglow.commerce.viewer.ViewerKeys;
import dev.afterglow.commerce.viewer.ViewerNames;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/** CustomerService. Viewers can be erased where they have keys, and nowhere else. */
@GrpcService
public class CustomerGrpc implements CustomerService {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int MOST_SHOPS = 20;

  private final CustomerBooks books;
  private final Audiences audiences;
  private final ViewerNames names;
  private final KafkaTail facts;
  private final Clock clock;

  CustomerGrpc(
      CustomerBooks books, Audiences audiences, ViewerNames names, KafkaTail facts, Clock clock) {
    this.books = books;
    this.audiences = audiences;
    this.names = names;
    this.facts = facts;
    this.clock = clock;
  }

  /** What can be asked where audiences may be away. */
  private interface Asked<T> {
    T ask() throws AudienceLog.UnavailableException;
  }

  @Override
  public Uni<GetSegmentsResponse> getSegments(GetSegmentsRequest request) {
    return whole(
        () -> {
          GetSegmentsResponse.Builder response =
              GetSegmentsResponse.newBuilder().setAsOfTime(AudienceMessages.time(clock.instant()));
          books
              .segments(request.getShopId())
              .forEach(segment -> response.addSegments(CustomerMessages.message(segment)));
          return response.build();
        });
  }

  @Override
  public Uni<GetCohortsResponse> getCohorts(GetCohortsRequest request) {
    CohortBy by = AfterglowException.checking("by", () -> AudienceMessages.by(request.getBy()));
    return whole(
        () -> {
          GetCohortsResponse.Builder response =
              GetCohortsResponse.newBuilder().setAsOfTime(AudienceMessages.time(clock.instant()));
          books
              .cohorts(request.getShopId(), by)
              .forEach(cohort -> response.addCohorts(CustomerMessages.message(cohort)));
          return response.build();
        });
  }

  @Override
  public Uni<ListShopsResponse> listShops(ListShopsRequest request) {
    String roomId = request.getRoomId().toLowerCase(Locale.ROOT);
    return whole(
        () ->
            ListShopsResponse.newBuilder()
                .addAllShopIds(books.shopsIn(roomId).stream().limit(MOST_SHOPS).toList())
                .build());
  }

  @Override
  public Uni<CreateAudienceResponse> createAudience(CreateAudienceRequest request) {
    UUID id =
        AfterglowException.checking("request_id", () -> UUID.fromString(request.getRequestId()));
    AudienceRule rule = AudienceMessages.rule(request.getRule());
    return whole(
        () -> {
          Audience made = audiences.save(id, request.getShopId(), request.getName(), rule);
          OptionalLong count =
              audiences.counted(request.getShopId()).getOrDefault(made, OptionalLong.empty());
          return CreateAudienceResponse.newBuilder()
              .setAudience(AudienceMessages.message(made, count))
              .build();
        });
  }

  @Override
  public Uni<ListAudiencesResponse> listAudiences(ListAudiencesRequest request) {
    return whole(
        () -> {
          ListAudiencesResponse.Builder response =
              ListAudiencesResponse.newBuilder()
                  .setAsOfTime(AudienceMessages.time(clock.instant()));
          audiences
              .counted(request.getShopId())
              .forEach(
                  (audience, count) ->
                      response.addAudiences(AudienceMessages.message(audience, count)));
          return response.build();
        });
  }

  @Override
  public Uni<DeleteAudienceResponse> deleteAudience(DeleteAudienceRequest request) {
    UUID id =
        AfterglowException.checking("audience_id", () -> UUID.fromString(request.getAudienceId()));
    return whole(
        () -> {
          audiences.forget(request.getShopId(), id);
          return DeleteAudienceResponse.getDefaultInstance();
        });
  }

  /** Answers when all facts are read that were told before the question. */
  private <T> Uni<T> whole(Asked<T> asked) {
    Supplier<T> answer =
        () -> {
          try {
            facts.awaitEnd(PATIENCE);
            return asked.ask();
          } catch (KafkaTail.BehindException e) {
            throw new AfterglowException(
                "RESTORING",
                Fault.UNAVAILABLE,
                "the orders are still being read, ask again",
                Map.of(),
                e);
          } catch (AudienceLog.UnavailableException e) {
            throw new AfterglowException(
                "AUDIENCES_UNAVAILABLE",
                Fault.UNAVAILABLE,
                "audiences cannot be kept or read now, ask again with the same request_id",
                Map.of(),
                e);
          }
        };
    return Uni.createFrom().item(answer).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  @Override
  public Uni<EraseViewerResponse> eraseViewer(EraseViewerRequest request) {
    return Uni.createFrom()
        .item(() -> erase(request))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private EraseViewerResponse erase(EraseViewerRequest request) {
    Pseudonyms keyed = names.keyed().orElseThrow(CustomerGrpc::notServed);
    try {
      return EraseViewerResponse.newBuilder()
          .setReceipt(
              keyed.erase(UUID.fromString(request.getRequestId()), request.getViewerPseudonym()))
          .build();
    } catch (ViewerKeys.UnavailableException e) {
      throw new AfterglowException(
          "VIEWER_KEYS_UNAVAILABLE",
          Fault.UNAVAILABLE,
          "viewers' keys cannot be deleted now, ask again with the same request_id",
          Map.of(),
          e);
    }
  }

  private static AfterglowException notServed() {
    return new AfterglowException(
        "ERASURE_NOT_SERVED",
        Fault.FAILED_PRECONDITION,
        "viewers have no keys here, so none can be erased: nothing was deleted");
  }
}
