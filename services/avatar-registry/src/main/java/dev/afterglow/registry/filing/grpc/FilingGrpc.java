package dev.afterglow.registry.filing.grpc;

import dev.afterglow.api.registry.v1.FilingService;
import dev.afterglow.api.registry.v1.FilingState;
import dev.afterglow.api.registry.v1.FilingStep;
import dev.afterglow.api.registry.v1.ListFilingsRequest;
import dev.afterglow.api.registry.v1.ListFilingsResponse;
import dev.afterglow.api.registry.v1.MoveFilingRequest;
import dev.afterglow.api.registry.v1.MoveFilingResponse;
import dev.afterglow.api.registry.v1.OpenFilingRequest;
import dev.afterglow.api.registry.v1.OpenFilingResponse;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.filing.Filing;
import dev.afterglow.registry.filing.storage.FilingDesk;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.storage.PageToken;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Filings over gRPC: mapper in, mapper out. */
@GrpcService
public class FilingGrpc implements FilingService {
  private final FilingDesk desk;
  private final Once once;
  private final Clock clock;

  @Inject
  FilingGrpc(FilingDesk desk, Once once, Clock clock) {
    this.desk = desk;
    this.once = once;
    this.clock = clock;
  }

  @Override
  public Uni<OpenFilingResponse> openFiling(OpenFilingRequest request) {
    return once.run(
        request.getRequestId(),
        request,
        OpenFilingResponse.parser(),
        () ->
            desk.open(Words.id(request.getAvatarId()), request.getScheme(), request.getAuthority())
                .map(filing -> OpenFilingResponse.newBuilder().setFiling(message(filing)).build()));
  }

  @Override
  public Uni<MoveFilingResponse> moveFiling(MoveFilingRequest request) {
    boolean accepts = request.getState() == FilingState.FILING_STATE_ACCEPTED;
    if (!accepts && (!request.getCode().isEmpty() || request.hasExpireTime())) {
      throw Faults.invalidField("code", "only what is accepted has a code and an expiry");
    }
    Instant expiry = request.hasExpireTime() ? Words.instant(request.getExpireTime()) : null;
    Filing.Evidence evidence =
        new Filing.Evidence(
            Words.hex(request.getEvidenceSha256()), request.getEvidenceReference(), Instant.EPOCH);
    return once.run(
        request.getRequestId(),
        request,
        MoveFilingResponse.parser(),
        () ->
            desk.move(
                    Words.id(request.getFilingId()),
                    evidence,
                    (filing, shown) -> step(filing, shown, request, expiry))
                .map(filing -> MoveFilingResponse.newBuilder().setFiling(message(filing)).build()));
  }

  private static Filing step(
      Filing filing, Filing.Evidence shown, MoveFilingRequest request, @Nullable Instant expiry) {
    FilingState wanted = request.getState();
    return switch (filing) {
      case Filing.Prepared prepared when wanted == FilingState.FILING_STATE_SUBMITTED ->
          prepared.submit(shown);
      case Filing.Submitted submitted when wanted == FilingState.FILING_STATE_ACCEPTED ->
          submitted.accept(shown, request.getCode(), expiry);
      case Filing.Submitted submitted when wanted == FilingState.FILING_STATE_REFUSED ->
          submitted.refuse(shown);
      case Filing.Accepted accepted when wanted == FilingState.FILING_STATE_ENDED ->
          accepted.end(shown);
      default -> FilingDesk.illegal(filing);
    };
  }

  @Override
  public Uni<ListFilingsResponse> listFilings(ListFilingsRequest request) {
    int size = PageToken.size(request.getPageSize());
    return desk.before(
            PageToken.before(request.getPageToken()), Words.id(request.getAvatarId()), size)
        .map(
            page ->
                ListFilingsResponse.newBuilder()
                    .addAllFilings(page.stream().map(this::message).toList())
                    .setNextPageToken(
                        PageToken.after(page, size, filing -> filing.about().filingId()))
                    .build());
  }

  private dev.afterglow.api.registry.v1.Filing message(Filing filing) {
    Filing.Case about = filing.about();
    var message =
        dev.afterglow.api.registry.v1.Filing.newBuilder()
            .setFilingId(about.filingId())
            .setAvatarId(about.avatarId())
            .setScheme(about.scheme())
            .setAuthority(about.authority())
            .addSteps(
                FilingStep.newBuilder()
                    .setState(FilingState.FILING_STATE_PREPARED)
                    .setTime(Words.timestamp(about.openTime())));
    about
        .steps()
        .forEach(
            step ->
                message.addSteps(
                    FilingStep.newBuilder()
                        .setState(FilingState.valueOf("FILING_STATE_" + step.state()))
                        .setTime(Words.timestamp(step.evidence().time()))
                        .setEvidenceSha256(Words.bytes(step.evidence().sha256Hex()))
                        .setEvidenceReference(step.evidence().reference())));
    return switch (filing) {
      case Filing.Prepared _ -> message.setState(FilingState.FILING_STATE_PREPARED).build();
      case Filing.Submitted _ -> message.setState(FilingState.FILING_STATE_SUBMITTED).build();
      case Filing.Refused _ -> message.setState(FilingState.FILING_STATE_REFUSED).build();
      case Filing.Ended ended ->
          message.setState(FilingState.FILING_STATE_ENDED).setCode(ended.code()).build();
      case Filing.Accepted accepted -> {
        message.setCode(accepted.code());
        Instant expiry = accepted.expireTime();
        if (expiry != null) {
          message.setExpireTime(Words.timestamp(expiry));
        }
        yield message
            .setState(
                accepted.expiredAt(clock.instant())
                    ? FilingState.FILING_STATE_EXPIRED
                    : FilingState.FILING_STATE_ACCEPTED)
            .build();
      }
    };
  }
}
