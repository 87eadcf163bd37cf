package dev.afterglow.registry.licence.intention.grpc;

import com.google.protobuf.ByteString;
import dev.afterglow.api.registry.v1.BeginIntentionRequest;
import dev.afterglow.api.registry.v1.BeginIntentionResponse;
import dev.afterglow.api.registry.v1.IntentionService;
import dev.afterglow.api.registry.v1.IntentionState;
import dev.afterglow.api.registry.v1.ResumeIntentionRequest;
import dev.afterglow.api.registry.v1.ResumeIntentionResponse;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.identity.grpc.TerminalWords;
import dev.afterglow.registry.licence.grpc.LicenceWords;
import dev.afterglow.registry.licence.intention.Intention;
import dev.afterglow.registry.licence.intention.storage.IntentionDesk;
import dev.afterglow.registry.licence.intention.storage.IntentionDesk.Wish;
import dev.afterglow.registry.once.storage.Once;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.HexFormat;

/** Readings over gRPC: mapper in, mapper out. */
@GrpcService
public class IntentionGrpc implements IntentionService {
  private final IntentionDesk desk;
  private final Once once;

  @Inject
  IntentionGrpc(IntentionDesk desk, Once once) {
    this.desk = desk;
    this.once = once;
  }

  @Override
  public Uni<BeginIntentionResponse> beginIntention(BeginIntentionRequest request) {
    Wish wish =
        new Wish(
            Words.id(request.getLicensorSubjectId()),
            LicenceWords.terms(request.getTerms()),
            request.getProvider(),
            request.getLocale());
    return once.runAfter(
        request.getRequestId(),
        request,
        BeginIntentionResponse.parser(),
        () -> desk.start(wish, TerminalWords.terminal(request.getTerminal())),
        started ->
            desk.begin(wish, started)
                .map(
                    underway ->
                        BeginIntentionResponse.newBuilder()
                            .setIntention(intention(underway.intention()))
                            .setContinueUrl(underway.continueUrl())
                            .build()));
  }

  @Override
  public Uni<ResumeIntentionResponse> resumeIntention(ResumeIntentionRequest request) {
    return desk.resume(Words.id(request.getIntentionId()))
        .map(
            underway ->
                ResumeIntentionResponse.newBuilder()
                    .setIntention(intention(underway.intention()))
                    .setContinueUrl(underway.continueUrl())
                    .build());
  }

  private static dev.afterglow.api.registry.v1.Intention intention(Intention intention) {
    Intention.Question question = intention.question();
    var message =
        dev.afterglow.api.registry.v1.Intention.newBuilder()
            .setIntentionId(question.intentionId())
            .setLicensorSubjectId(question.subjectId())
            .setProvider(question.attempt().provider())
            .setProviderTransaction(question.attempt().transaction())
            .setText(question.text())
            .setTextSha256(bytes(IntentionDesk.textSha256Hex(question.text())))
            .setLocale(question.locale())
            .setTermsSha256(bytes(question.termsSha256Hex()))
            .setState(IntentionState.valueOf("INTENTION_STATE_" + intention.word()))
            .setCreateTime(Words.timestamp(question.createTime()));
    if (intention instanceof Intention.Refused refused) {
      message.setRefusal(refused.refusal().name());
    }
    return message.build();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
