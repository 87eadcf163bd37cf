package dev.afterglow.commerce.playbook;

import dev.afterglow.api.commerce.v1.AcceptPlaybookRequest;
import dev.afterglow.api.commerce.v1.AcceptPlaybookResponse;
import dev.afterglow.api.commerce.v1.DeclinePlaybookRequest;
import dev.afterglow.api.commerce.v1.DeclinePlaybookResponse;
import dev.afterglow.api.commerce.v1.ListPlaybooksRequest;
import dev.afterglow.api.commerce.v1.ListPlaybooksResponse;
import dev.afterglow.api.commerce.v1.PlaybookService;
import dev.afterglow.commerce.ledger.KafkaTail;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** PlaybookService. Every call first reads the logs to their end: it answers for all that was. */
@GrpcService
public class PlaybookGrpc implements PlaybookService {
  private static final int DEFAULT_PAGE = 50;

  private final Playbooks playbooks;
  private final KafkaTail facts;
  private final PlaybookConfig config;
  private final Clock clock;

  PlaybookGrpc(Playbooks playbooks, KafkaTail facts, PlaybookConfig config, Clock clock) {
    this.playbooks = playbooks;
    this.facts = facts;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Uni<ListPlaybooksResponse> listPlaybooks(ListPlaybooksRequest request) {
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    int from = AfterglowException.checking("page_token", () -> from(request.getPageToken()));
    String roomId = request.getRoomId().toLowerCase(Locale.ROOT);
    return away(
        () -> {
          List<Playbooks.Shown> all =
              request.getUnderTestOnly() ? playbooks.underTest(roomId) : playbooks.list(roomId);
          ListPlaybooksResponse.Builder response = ListPlaybooksResponse.newBuilder();
          all.stream()
              .skip(from)
              .limit(size)
              .forEach(shown -> response.addPlaybooks(message(shown)));
          if (all.size() > from + size) {
            response.setNextPageToken(Integer.toString(from + size));
          }
          return response.build();
        });
  }

  /** A token is the place of the page's first playbook. */
  private static int from(String token) {
    int from = token.isEmpty() ? 0 : Integer.parseInt(token);
    if (from < 0) {
      throw new IllegalArgumentException("no page token of this list");
    }
    return from;
  }

  @Override
  public Uni<AcceptPlaybookResponse> acceptPlaybook(AcceptPlaybookRequest request) {
    UUID playbookId = UUID.fromString(request.getPlaybookId());
    UUID requestId = UUID.fromString(request.getRequestId());
    return away(
        () ->
            AcceptPlaybookResponse.newBuilder()
                .setPlaybook(
                    message(playbooks.accept(playbookId, requestId, request.getDecidedBy())))
                .build());
  }

  @Override
  public Uni<DeclinePlaybookResponse> declinePlaybook(DeclinePlaybookRequest request) {
    UUID playbookId = UUID.fromString(request.getPlaybookId());
    UUID requestId = UUID.fromString(request.getRequestId());
    return away(
        () ->
            DeclinePlaybookResponse.newBuilder()
                .setPlaybook(
                    message(playbooks.decline(playbookId, requestId, request.getDecidedBy())))
                .build());
  }

  private dev.afterglow.api.commerce.v1.Playbook message(Playbooks.Shown shown) {
    return PlaybookMessages.playbook(shown, clock.instant());
  }

  private <T> Uni<T> away(Supplier<T> call) {
    return Uni.createFrom()
        .item(
            () -> {
              try {
                facts.awaitEnd(config.patience());
                return call.get();
              } catch (KafkaTail.BehindException | PlaybookLog.UnavailableException e) {
                throw new AfterglowException(
                    "PLAYBOOKS_UNAVAILABLE",
                    Fault.UNAVAILABLE,
                    "decisions cannot be kept or are still being read, ask again",
                    Map.of(),
                    e);
              }
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
