package dev.afterglow.studio.upstream;

import dev.afterglow.api.commerce.v1.AcceptPlaybookRequest;
import dev.afterglow.api.commerce.v1.DeclinePlaybookRequest;
import dev.afterglow.api.commerce.v1.ListPlaybooksRequest;
import dev.afterglow.api.commerce.v1.ListPlaybooksResponse;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.api.commerce.v1.PlaybookService;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.RemoteFault;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * Playbooks of commerce-analytics. What a person decided counts when that service says so: without
 * its answer nothing is taken for decided.
 */
@ApplicationScoped
public class GrpcPlaybooks {

  /** What the caller can mend, by waiting, by asking otherwise or by looking again. */
  private static final Set<String> CALLERS =
      Set.of(
          "PLAYBOOK_NOT_FOUND",
          "PLAYBOOK_NOT_OPEN",
          "ROOM_UNDER_TEST",
          "PLAYBOOKS_UNAVAILABLE",
          "INVALID_FIELD");

  private final PlaybookService playbooks;
  private final Upstream upstream;

  /** Over the client {@code commerce}; it reads its logs to their end first, hence the time. */
  @Inject
  public GrpcPlaybooks(@GrpcClient("commerce") PlaybookService playbooks, UpstreamConfig config) {
    this.playbooks = playbooks;
    this.upstream = new Upstream("commerce-analytics", config.renderDeadline());
  }

  /** The playbooks of a room, best first. */
  public ListPlaybooksResponse list(ListPlaybooksRequest request) {
    return upstream.answer(playbooks.listPlaybooks(request), GrpcPlaybooks::refusal);
  }

  /** Accepts a proposal. */
  public Playbook accept(AcceptPlaybookRequest request) {
    return upstream.answer(playbooks.acceptPlaybook(request), GrpcPlaybooks::refusal).getPlaybook();
  }

  /** Declines a proposal. */
  public Playbook decline(DeclinePlaybookRequest request) {
    return upstream
        .answer(playbooks.declinePlaybook(request), GrpcPlaybooks::refusal)
        .getPlaybook();
  }

  private static Optional<AfterglowException> refusal(RemoteFault fault) {
    return CALLERS.contains(fault.reason())
        ? Optional.of(
            new AfterglowException(fault.reason(), fault.kind(), fault.message(), fault.metadata()))
        : Optional.empty();
  }
}
