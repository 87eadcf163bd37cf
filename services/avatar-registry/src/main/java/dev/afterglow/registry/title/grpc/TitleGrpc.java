package dev.afterglow.registry.title.grpc;

import dev.afterglow.api.registry.v1.GetChainOfTitleRequest;
import dev.afterglow.api.registry.v1.GetChainOfTitleResponse;
import dev.afterglow.api.registry.v1.TitleService;
import dev.afterglow.api.registry.v1.TransferTitleRequest;
import dev.afterglow.api.registry.v1.TransferTitleResponse;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.licence.Consent;
import dev.afterglow.registry.licence.grpc.LicenceWords;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.title.TitleTransfer;
import dev.afterglow.registry.title.storage.TitleDesk;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;

/** Titles over gRPC: mapper in, mapper out. */
@GrpcService
public class TitleGrpc implements TitleService {
  private final TitleDesk desk;
  private final Once once;

  @Inject
  TitleGrpc(TitleDesk desk, Once once) {
    this.desk = desk;
    this.once = once;
  }

  @Override
  public Uni<TransferTitleResponse> transferTitle(TransferTitleRequest request) {
    Consent consent = LicenceWords.consent(request.getConsent());
    return once.run(
        request.getRequestId(),
        request,
        TransferTitleResponse.parser(),
        () ->
            desk.transfer(
                    Words.id(request.getPartId()),
                    Words.id(request.getFromSubjectId()),
                    Words.id(request.getToSubjectId()),
                    consent)
                .map(it -> TransferTitleResponse.newBuilder().setTransfer(message(it)).build()));
  }

  @Override
  public Uni<GetChainOfTitleResponse> getChainOfTitle(GetChainOfTitleRequest request) {
    return desk.chain(Words.id(request.getLicenceId()))
        .map(
            chain ->
                GetChainOfTitleResponse.newBuilder()
                    .addAllLicences(chain.licences().stream().map(LicenceWords::licence).toList())
                    .addAllTransfers(chain.transfers().stream().map(TitleGrpc::message).toList())
                    .setOriginSubjectId(chain.originSubjectId())
                    .setHolderSubjectId(chain.holderSubjectId())
                    .build());
  }

  private static dev.afterglow.api.registry.v1.TitleTransfer message(TitleTransfer it) {
    return dev.afterglow.api.registry.v1.TitleTransfer.newBuilder()
        .setTransferId(it.transferId())
        .setPartId(it.partId())
        .setFromSubjectId(it.fromSubjectId())
        .setToSubjectId(it.toSubjectId())
        .setConsent(LicenceWords.consent(it.consent()))
        .setTransferTime(Words.timestamp(it.transferTime()))
        .build();
  }
}
