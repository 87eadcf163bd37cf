package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.afterglow.api.registry.v1.AcquireLeaseRequest;
import dev.afterglow.api.registry.v1.Avatar;
import dev.afterglow.api.registry.v1.CaptureSession;
import dev.afterglow.api.registry.v1.Filing;
import dev.afterglow.api.registry.v1.FilingServiceGrpc;
import dev.afterglow.api.registry.v1.FilingState;
import dev.afterglow.api.registry.v1.FilingStep;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.ListCaptureSessionsRequest;
import dev.afterglow.api.registry.v1.ListFilingsRequest;
import dev.afterglow.api.registry.v1.ListTrainingRunsRequest;
import dev.afterglow.api.registry.v1.MakingServiceGrpc;
import dev.afterglow.api.registry.v1.MoveFilingRequest;
import dev.afterglow.api.registry.v1.OpenFilingRequest;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.api.registry.v1.QualityScore;
import dev.afterglow.api.registry.v1.RecordCaptureSessionRequest;
import dev.afterglow.api.registry.v1.RecordTrainingRunRequest;
import dev.afterglow.api.registry.v1.ReleaseLeaseRequest;
import dev.afterglow.api.registry.v1.TrainingParameter;
import dev.afterglow.api.registry.v1.TrainingRun;
import dev.afterglow.api.registry.v1.TrainingRunOnAir;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How parts were made, what went on air, and what platforms know of an avatar. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
@Timeout(120)
class MakingFlowTest extends RegistryScene {
  private ManagedChannel channel;
  private MakingServiceGrpc.MakingServiceBlockingStub making;
  private FilingServiceGrpc.FilingServiceBlockingStub filings;

  @BeforeEach
  void open() {
    channel = ManagedChannelBuilder.forAddress(url.getHost(), url.getPort()).usePlaintext().build();
    making = MakingServiceGrpc.newBlockingStub(channel);
    filings = FilingServiceGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  private static Instant now() {
    return new MovableClock().instant();
  }

  private CaptureSession session(Avatar avatar) {
    return making
        .recordCaptureSession(
            RecordCaptureSessionRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setSession(
                    CaptureSession.newBuilder()
                        .setAvatarId(avatar.getAvatarId())
                        .setPerformerSubjectId(avatar.getOwnerSubjectId())
                        .setStartTime(RegistryCaller.at(now()))
                        .setDuration(Duration.newBuilder().setSeconds(3_600))
                        .setLight("three soft boxes"))
                .build())
        .getSession();
  }

  private static TrainingRun.Builder run(Avatar avatar, String session) {
    return TrainingRun.newBuilder()
        .setAvatarId(avatar.getAvatarId())
        .setKind(PartKind.PART_KIND_FACE_MODEL)
        .addCaptureSessionIds(session)
        .setTrainer("trainer 1")
        .addParameters(TrainingParameter.newBuilder().setName("steps").setValue("40000"))
        .setStartTime(RegistryCaller.at(now()))
        .setDuration(Duration.newBuilder().setSeconds(7_200))
        .setCostMinor(12_345)
        .setCurrencyCode("CNY")
        .addScores(QualityScore.newBuilder().setMeasure("psnr").setScoreMilli(31_250));
  }

  private TrainingRun record(TrainingRun.Builder run) {
    return making
        .recordTrainingRun(
            RecordTrainingRunRequest.newBuilder()
                .setRequestId(RegistryCaller.id())
                .setRun(run)
                .build())
        .getRun();
  }

  private List<TrainingRunOnAir> runs(Avatar avatar) {
    return making
        .listTrainingRuns(
            ListTrainingRunsRequest.newBuilder().setAvatarId(avatar.getAvatarId()).build())
        .getRunsList();
  }

  @Test
  void shouldKeepHowPartsWereMadeAndRefuseWhatIsOfAnotherAvatar() {
    // Given
    Avatar avatar = registry.upload(registry.verified());
    Avatar other = registry.upload(registry.verified());
    CaptureSession session = session(avatar);
    CaptureSession foreign = session(other);

    // When
    TrainingRun kept = record(run(avatar, session.getCaptureSessionId()));
    Throwable ofOther = catchThrowable(() -> record(run(avatar, foreign.getCaptureSessionId())));
    Throwable twice =
        catchThrowable(
            () ->
                record(
                    run(avatar, session.getCaptureSessionId())
                        .addParameters(TrainingParameter.newBuilder().setName("steps"))));
    Throwable noPart =
        catchThrowable(
            () ->
                record(run(avatar, session.getCaptureSessionId()).setPartId(RegistryCaller.id())));

    // Then
    assertThat(
            making
                .listCaptureSessions(
                    ListCaptureSessionsRequest.newBuilder()
                        .setAvatarId(avatar.getAvatarId())
                        .build())
                .getSessionsList())
        .containsExactly(session);
    assertThat(runs(avatar)).extracting(TrainingRunOnAir::getRun).containsExactly(kept);
    assertThat(runs(avatar).getFirst().hasFirstOnAirTime()).isFalse();
    assertThat(noted("capture:" + session.getCaptureSessionId()))
        .containsExactly("capture.recorded");
    assertThat(noted("training:" + kept.getTrainingRunId())).containsExactly("training.recorded");
    assertThat(RegistryCaller.info(ofOther).getReason()).isEqualTo("CAPTURE_SESSION_NOT_FOUND");
    assertThat(RegistryCaller.info(twice).getReason()).isEqualTo("INVALID_FIELD");
    assertThat(RegistryCaller.info(noPart).getReason()).isEqualTo("PART_NOT_FOUND");
  }

  @Test
  void shouldTellWhichVersionWentOnAirAndForHowLong() {
    // Given: two parts, each a row as an upload would leave it, and compositions with them.
    String person = registry.verified();
    Avatar avatar = registry.upload(person);
    String session = session(avatar).getCaptureSessionId();
    String first = placed(avatar, 1, now());
    TrainingRun firstRun = record(run(avatar, session).setPartId(first));
    Licence licence = registry.licence(person, avatar.getAvatarId());
    String lease =
        registry
            .leases
            .acquireLease(
                AcquireLeaseRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setUse(registry.use(licence))
                    .setHolder("worker-1")
                    .build())
            .getLease()
            .getLeaseId();
    Instant onAir = now();
    MovableClock.forward(java.time.Duration.ofSeconds(2));
    String second = placed(avatar, 2, now());
    MovableClock.forward(java.time.Duration.ofSeconds(1));
    registry.leases.releaseLease(ReleaseLeaseRequest.newBuilder().setLeaseId(lease).build());
    TrainingRun secondRun = record(run(avatar, session).setPartId(second));
    TrainingRun neverPlaced = record(run(avatar, session));

    // When
    List<TrainingRunOnAir> runs = runs(avatar);

    // Then
    assertThat(runs)
        .extracting(TrainingRunOnAir::getRun)
        .containsExactly(neverPlaced, secondRun, firstRun);
    assertThat(runs).extracting(TrainingRunOnAir::getOnAirMs).containsExactly(0L, 1_000L, 2_000L);
    assertThat(runs.getLast().getFirstOnAirTime().getSeconds()).isEqualTo(onAir.getEpochSecond());
  }

  private String placed(Avatar avatar, int version, Instant from) {
    String part = RegistryCaller.id();
    String sha = "ab".repeat(32);
    run(
        "insert into registry.part (tenant, part_id, avatar_id, kind, version, author_subject_id,"
            + " source, source_sha256, sha256, size_bytes, state, signature, key_id,"
            + " reviewer_subject_id, review_note, create_time, review_time, form, score) values"
            + " ('default', $1, $2, 'FACE_MODEL', $3, $4, 's', $5, $5, 1, 'APPROVED', '', '', '',"
            + " '', $6, $6, 'CANONICAL', '')",
        Tuple.from(
            List.of(
                part,
                avatar.getAvatarId(),
                version,
                avatar.getOwnerSubjectId(),
                sha,
                from.atOffset(ZoneOffset.UTC))));
    run(
        "insert into registry.avatar_composition (tenant, avatar_id, version, parts,"
            + " likeness_sha256, from_time) values ('default', $1, $2, $3, $4, $5)",
        Tuple.of(
            avatar.getAvatarId(),
            version,
            "{\"parts\":{\"FACE_MODEL\":{\"partId\":\"%s\",\"sha256Hex\":\"%s\"}}}"
                .formatted(part, sha),
            HexFormat.of().formatHex(RegistryCaller.sha256(text("FACE_MODEL " + sha + "\n"))),
            from.atOffset(ZoneOffset.UTC)));
    return part;
  }

  /** What the log was told of a thing, in order. */
  private List<String> noted(String thing) {
    return pool.preparedQuery(
            "select convert_from(record, 'UTF8')::json ->> 'kind' from registry.log_opening"
                + " where thing = $1 order by entry_id")
        .execute(Tuple.of(thing))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false))
        .map(rows -> rows.map(row -> row.getString(0)).toList())
        .await()
        .atMost(java.time.Duration.ofSeconds(10));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void run(String statement, Tuple values) {
    pool.preparedQuery(statement).execute(values).await().atMost(java.time.Duration.ofSeconds(10));
  }

  private Filing move(Filing filing, FilingState state, String code) {
    MoveFilingRequest.Builder request =
        MoveFilingRequest.newBuilder()
            .setRequestId(RegistryCaller.id())
            .setFilingId(filing.getFilingId())
            .setState(state)
            .setEvidenceSha256(ByteString.copyFrom(new byte[32]))
            .setEvidenceReference("folder 1")
            .setCode(code);
    if (!code.isEmpty()) {
      request.setExpireTime(RegistryCaller.at(now().plusSeconds(60)));
    }
    return filings.moveFiling(request.build()).getFiling();
  }

  @Test
  void shouldMoveAFilingOnlyAsItMayGoAndSayWhenItHasExpired() {
    // Given
    Avatar avatar = registry.upload(registry.verified());
    Filing opened =
        filings
            .openFiling(
                OpenFilingRequest.newBuilder()
                    .setRequestId(RegistryCaller.id())
                    .setAvatarId(avatar.getAvatarId())
                    .setScheme("douyin.avatar")
                    .setAuthority("Douyin creator centre")
                    .build())
            .getFiling();

    // When
    Throwable early = catchThrowable(() -> move(opened, FilingState.FILING_STATE_ACCEPTED, "A1"));
    move(opened, FilingState.FILING_STATE_SUBMITTED, "");
    Throwable codeless = catchThrowable(() -> move(opened, FilingState.FILING_STATE_ACCEPTED, ""));
    Throwable coded = catchThrowable(() -> move(opened, FilingState.FILING_STATE_REFUSED, "A1"));
    Filing accepted = move(opened, FilingState.FILING_STATE_ACCEPTED, "A1");
    MovableClock.forward(java.time.Duration.ofSeconds(61));
    Filing expired =
        filings
            .listFilings(ListFilingsRequest.newBuilder().setAvatarId(avatar.getAvatarId()).build())
            .getFilings(0);
    Filing ended = move(opened, FilingState.FILING_STATE_ENDED, "");
    Throwable again = catchThrowable(() -> move(opened, FilingState.FILING_STATE_SUBMITTED, ""));

    // Then
    assertThat(RegistryCaller.info(early).getMetadataMap()).containsEntry("state", "PREPARED");
    assertThat(RegistryCaller.info(codeless).getReason()).isEqualTo("INVALID_FIELD");
    assertThat(RegistryCaller.info(coded).getMetadataMap()).containsEntry("field", "code");
    assertThat(accepted.getState()).isEqualTo(FilingState.FILING_STATE_ACCEPTED);
    assertThat(expired.getState()).isEqualTo(FilingState.FILING_STATE_EXPIRED);
    assertThat(expired.toBuilder().setState(accepted.getState()).build()).isEqualTo(accepted);
    assertThat(ended.getStepsList())
        .extracting(FilingStep::getState)
        .containsExactly(
            FilingState.FILING_STATE_PREPARED,
            FilingState.FILING_STATE_SUBMITTED,
            FilingState.FILING_STATE_ACCEPTED,
            FilingState.FILING_STATE_ENDED);
    assertThat(RegistryCaller.info(again).getMetadataMap()).containsEntry("state", "ENDED");
    assertThat(noted("filing:" + opened.getFilingId()))
        .containsExactly("filing.opened", "filing.moved", "filing.moved", "filing.moved");
  }
}
