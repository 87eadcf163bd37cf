package dev.afterglow.registry.making.grpc;

import dev.afterglow.api.registry.v1.ListCaptureSessionsRequest;
import dev.afterglow.api.registry.v1.ListCaptureSessionsResponse;
import dev.afterglow.api.registry.v1.ListTrainingRunsRequest;
import dev.afterglow.api.registry.v1.ListTrainingRunsResponse;
import dev.afterglow.api.registry.v1.MakingService;
import dev.afterglow.api.registry.v1.QualityScore;
import dev.afterglow.api.registry.v1.RecordCaptureSessionRequest;
import dev.afterglow.api.registry.v1.RecordCaptureSessionResponse;
import dev.afterglow.api.registry.v1.RecordTrainingRunRequest;
import dev.afterglow.api.registry.v1.RecordTrainingRunResponse;
import dev.afterglow.api.registry.v1.TrainingParameter;
import dev.afterglow.api.registry.v1.TrainingRunOnAir;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.making.CaptureSession;
import dev.afterglow.registry.making.TrainedOnAir;
import dev.afterglow.registry.making.TrainingRun;
import dev.afterglow.registry.making.storage.MakingDesk;
import dev.afterglow.registry.making.storage.MakingStore;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.part.PartKind;
import dev.afterglow.registry.storage.PageToken;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

/** Capture sessions and training runs over gRPC: mapper in, mapper out. */
@GrpcService
public class MakingGrpc implements MakingService {
  private static final String KIND = "PART_KIND_";

  private final MakingDesk desk;
  private final MakingStore store;
  private final Once once;
  private final Clock clock;

  @Inject
  MakingGrpc(MakingDesk desk, MakingStore store, Once once, Clock clock) {
    this.desk = desk;
    this.store = store;
    this.once = once;
    this.clock = clock;
  }

  @Override
  public Uni<RecordCaptureSessionResponse> recordCaptureSession(
      RecordCaptureSessionRequest request) {
    CaptureSession asked = session(request.getSession());
    return once.run(
        request.getRequestId(),
        request,
        RecordCaptureSessionResponse.parser(),
        () ->
            desk.record(asked)
                .map(
                    session ->
                        RecordCaptureSessionResponse.newBuilder()
                            .setSession(session(session))
                            .build()));
  }

  @Override
  public Uni<RecordTrainingRunResponse> recordTrainingRun(RecordTrainingRunRequest request) {
    TrainingRun asked = run(request.getRun());
    return once.run(
        request.getRequestId(),
        request,
        RecordTrainingRunResponse.parser(),
        () ->
            desk.record(asked)
                .map(run -> RecordTrainingRunResponse.newBuilder().setRun(run(run)).build()));
  }

  @Override
  public Uni<ListCaptureSessionsResponse> listCaptureSessions(ListCaptureSessionsRequest request) {
    int size = PageToken.size(request.getPageSize());
    return store
        .sessionsBefore(
            PageToken.before(request.getPageToken()), Words.id(request.getAvatarId()), size)
        .map(
            page ->
                ListCaptureSessionsResponse.newBuilder()
                    .addAllSessions(page.stream().map(MakingGrpc::session).toList())
                    .setNextPageToken(PageToken.after(page, size, CaptureSession::sessionId))
                    .build());
  }

  @Override
  public Uni<ListTrainingRunsResponse> listTrainingRuns(ListTrainingRunsRequest request) {
    int size = PageToken.size(request.getPageSize());
    return store
        .runsBefore(
            PageToken.before(request.getPageToken()),
            Words.id(request.getAvatarId()),
            size,
            clock.instant())
        .map(
            page ->
                ListTrainingRunsResponse.newBuilder()
                    .addAllRuns(page.stream().map(MakingGrpc::onAir).toList())
                    .setNextPageToken(PageToken.after(page, size, it -> it.run().runId()))
                    .build());
  }

  private static CaptureSession session(dev.afterglow.api.registry.v1.CaptureSession session) {
    return new CaptureSession(
        "",
        Words.id(session.getAvatarId()),
        Words.id(session.getPerformerSubjectId()),
        Words.instant(session.getStartTime()),
        duration(session.getDuration()),
        session.getMakeUp(),
        session.getScriptReference(),
        session.getLight(),
        session.getDevices());
  }

  private static Duration duration(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
  }

  private static dev.afterglow.api.registry.v1.CaptureSession session(CaptureSession session) {
    return dev.afterglow.api.registry.v1.CaptureSession.newBuilder()
        .setCaptureSessionId(session.sessionId())
        .setAvatarId(session.avatarId())
        .setPerformerSubjectId(session.performerSubjectId())
        .setStartTime(Words.timestamp(session.startTime()))
        .setDuration(Words.duration(session.duration()))
        .setMakeUp(session.makeUp())
        .setScriptReference(session.scriptReference())
        .setLight(session.light())
        .setDevices(session.devices())
        .build();
  }

  /** A name that comes twice is refused: which of its values counted would be a guess. */
  private static TrainingRun run(dev.afterglow.api.registry.v1.TrainingRun run) {
    return AfterglowException.checking(
        "run",
        () ->
            new TrainingRun(
                "",
                Words.id(run.getAvatarId()),
                Words.domain(run.getKind(), KIND, PartKind.class)
                    .orElseThrow(() -> Faults.invalidField("run.kind", "the kind is unknown")),
                run.getCaptureSessionIdsList().stream().map(Words::id).toList(),
                run.getTrainer(),
                run.getParametersList().stream()
                    .collect(
                        Collectors.toMap(
                            TrainingParameter::getName,
                            TrainingParameter::getValue,
                            (one, other) -> twice("run.parameters"))),
                Words.instant(run.getStartTime()),
                duration(run.getDuration()),
                run.getCostMinor(),
                run.getCurrencyCode(),
                run.getScoresList().stream()
                    .collect(
                        Collectors.toMap(
                            QualityScore::getMeasure,
                            QualityScore::getScoreMilli,
                            (one, other) -> twice("run.scores"))),
                Words.id(run.getPartId())));
  }

  private static <T> T twice(String field) {
    throw Faults.invalidField(field, "a name comes twice");
  }

  private static dev.afterglow.api.registry.v1.TrainingRun run(TrainingRun run) {
    var message =
        dev.afterglow.api.registry.v1.TrainingRun.newBuilder()
            .setTrainingRunId(run.runId())
            .setAvatarId(run.avatarId())
            .setKind(Words.contract(run.kind(), KIND, dev.afterglow.api.registry.v1.PartKind.class))
            .addAllCaptureSessionIds(run.sessionIds())
            .setTrainer(run.trainer())
            .setStartTime(Words.timestamp(run.startTime()))
            .setDuration(Words.duration(run.duration()))
            .setCostMinor(run.costMinor())
            .setCurrencyCode(run.currency())
            .setPartId(run.partId());
    run.parameters()
        .forEach(
            (name, value) ->
                message.addParameters(
                    TrainingParameter.newBuilder().setName(name).setValue(value)));
    run.scoresMilli()
        .forEach(
            (measure, score) ->
                message.addScores(
                    QualityScore.newBuilder().setMeasure(measure).setScoreMilli(score)));
    return message.build();
  }

  private static TrainingRunOnAir onAir(TrainedOnAir trained) {
    TrainingRunOnAir.Builder message =
        TrainingRunOnAir.newBuilder().setRun(run(trained.run())).setOnAirMs(trained.onAirMs());
    trained.firstTime().ifPresent(it -> message.setFirstOnAirTime(Words.timestamp(it)));
    return message.build();
  }
}
