package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.afterglow.api.capture.v1.ChallengeStanding;
import dev.afterglow.api.capture.v1.DriveStanding;
import dev.afterglow.api.capture.v1.DriveState;
import dev.afterglow.api.capture.v1.LivenessMeasure;
import dev.afterglow.api.capture.v1.LivenessVerdict;
import dev.afterglow.api.capture.v1.StandingSlate;
import dev.afterglow.api.registry.v1.DenialReason;
import dev.afterglow.api.registry.v1.Liveness;
import dev.afterglow.api.registry.v1.UseKind;
import dev.afterglow.api.render.v1.FigurePart;
import dev.afterglow.api.render.v1.GoOnAirRequest;
import dev.afterglow.api.render.v1.RenderPhase;
import dev.afterglow.api.render.v1.SlateReason;
import dev.afterglow.api.render.v1.UndrivenMover;
import dev.afterglow.api.render.v1.UndrivenPart;
import dev.afterglow.studio.testing.FakeServices;
import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class BroadcastRestTest extends StudioCase {

  private static void assertProblem(Response answer, int status, String reason) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("reason")).isEqualTo(reason);
  }

  private static String render(String broadcastId) {
    return field(broadcastId, "render_id");
  }

  private static Response link(String broadcastId) {
    return given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/broadcasts/" + broadcastId + "/drive-link");
  }

  private static void awaitState(String broadcastId, String state) {
    await().untilAsserted(() -> assertThat(field(broadcastId, "state")).isEqualTo(state));
  }

  @Test
  void shouldRunAWholeBroadcastWhenEverythingIsAllowed() {
    // Given
    Response made =
        given().contentType(ContentType.JSON).body(wish(Samples.id())).post("/api/v1/broadcasts");
    String id = made.jsonPath().getString("broadcast.broadcast_id");

    // When
    List<String> states =
        List.of("rehearse", "live", "slate", "resume", "end").stream()
            .map(it -> post(id, it).jsonPath().getString("state"))
            .toList();

    // Then
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.jsonPath().getString("drive_token")).startsWith("token-of-");
    assertThat(states).containsExactly("REHEARSING", "LIVE", "SLATE", "LIVE", "ENDED");
    assertThat(field(id, "end_reason")).isEqualTo("asked");
    assertThat(field(id, "recording_path")).isEqualTo("/recordings/1.mp4");
    assertThat(given().get("/api/v1/broadcasts/" + id).asString())
        .doesNotContain("secret-key")
        .doesNotContain("token-of-")
        .contains("\"destination_names\":[\"douyin\"]");
  }

  @Test
  void shouldGiveTheSameTicketWhenThePresentersLinkIsAskedFor() {
    // Given
    Response made =
        given().contentType(ContentType.JSON).body(wish(Samples.id())).post("/api/v1/broadcasts");
    String id = made.jsonPath().getString("broadcast.broadcast_id");

    // When
    Response link = link(id);

    // Then
    assertThat(link.statusCode()).isEqualTo(200);
    assertThat(link.header("Cache-Control")).isEqualTo("no-store");
    assertThat(link.jsonPath().getString("drive_token"))
        .isEqualTo(made.jsonPath().getString("drive_token"));
    assertThat(link.jsonPath().getString("drive_id")).isEqualTo(field(id, "drive_id"));
  }

  @Test
  void shouldGiveNoLinkWhenTheBroadcastIsOverOrUnknown() {
    // Given
    String id = create();
    post(id, "end");

    // Then
    assertProblem(link(id), 409, "NO_DRIVE");
    assertProblem(link(Samples.id().toString()), 404, "BROADCAST_NOT_FOUND");
    assertThat(
            given()
                .header("Origin", "http://evil.example")
                .contentType(ContentType.JSON)
                .post("/api/v1/broadcasts/" + id + "/drive-link")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void shouldAskForTheRightUseAndLabelWhenGoingLive() {
    // When
    String id = live();

    // Then
    GoOnAirRequest aired = SERVICES.worker().aired.getLast();
    assertThat(aired.getAigc().getLabel()).isEqualTo("1");
    assertThat(aired.getAigc().getContentProducer()).isEqualTo("afterglow");
    assertThat(aired.getAigc().getProduceId()).isEqualTo(id);
    assertThat(aired.getUse().getUse()).isEqualTo(UseKind.USE_KIND_LIVE);
    assertThat(aired.getUse().getLiveness()).isEqualTo(Liveness.LIVENESS_LIVE);
    assertThat(aired.getUse().getRoomId()).isEqualTo(field(id, "room_id"));
    assertThat(aired.getDestinations(0).getUrl()).isEqualTo("rtmp://127.0.0.1/live/secret-key");
    assertThat(SERVICES.decisions)
        .extracting(it -> it.getUse().getUse())
        .containsExactly(UseKind.USE_KIND_REHEARSAL, UseKind.USE_KIND_LIVE);
  }

  @Test
  void shouldAnswerTheSameWhenARequestIsRepeated() {
    // Given
    Map<String, Object> wish = wish(Samples.id());
    Response first = given().contentType(ContentType.JSON).body(wish).post("/api/v1/broadcasts");

    // When
    Response second = given().contentType(ContentType.JSON).body(wish).post("/api/v1/broadcasts");

    // Then
    assertThat(second.asString()).isEqualTo(first.asString());
  }

  @Test
  void shouldRefuseWhenARequestIdIsReused() {
    // Given
    UUID requestId = Samples.id();
    given().contentType(ContentType.JSON).body(wish(requestId)).post("/api/v1/broadcasts");

    // When
    Response answer =
        given().contentType(ContentType.JSON).body(wish(requestId)).post("/api/v1/broadcasts");

    // Then
    assertProblem(answer, 409, "REQUEST_ID_REUSED");
  }

  @Test
  void shouldNameEveryReasonWhenTheRegistrySaysNo() {
    // Given
    String id = create();
    post(id, "rehearse");
    SERVICES.denials =
        List.of(
            DenialReason.DENIAL_REASON_LICENCE_EXPIRED,
            DenialReason.DENIAL_REASON_DRIVER_NOT_VERIFIED);

    // When
    Response answer = post(id, "live");

    // Then
    assertProblem(answer, 403, "NOT_LICENSED");
    assertThat(answer.jsonPath().getString("metadata.reasons"))
        .isEqualTo("LICENCE_EXPIRED,DRIVER_NOT_VERIFIED");
    assertThat(field(id, "state")).isEqualTo("REHEARSING");
    assertThat(SERVICES.worker().aired).isEmpty();
  }

  @Test
  void shouldRefuseToGoLiveWhenNobodyDrives() {
    // Given
    String id = create();
    post(id, "rehearse");
    SERVICES.driveState = DriveState.DRIVE_STATE_WAITING;

    // When
    Response answer = post(id, "live");

    // Then
    assertProblem(answer, 409, "NO_DRIVE");
    assertThat(answer.jsonPath().getString("metadata.state")).isEqualTo("WAITING");
  }

  @Test
  void shouldNameTheServiceWhenTheRegistryDoesNotAnswer() {
    // Given
    String id = create();
    SERVICES.registryFault = Optional.of(Status.UNAVAILABLE);

    // When
    Response answer = post(id, "rehearse");

    // Then
    assertProblem(answer, 503, "SERVICE_UNAVAILABLE");
    assertThat(answer.jsonPath().getString("metadata.service")).isEqualTo("avatar-registry");
    assertThat(field(id, "state")).isEqualTo("CREATED");
  }

  @Test
  void shouldNameTheServiceWhenCaptureBreaks() {
    // Given
    SERVICES.captureFault = Optional.of(Status.INTERNAL);

    // When
    Response answer =
        given().contentType(ContentType.JSON).body(wish(Samples.id())).post("/api/v1/broadcasts");

    // Then
    assertProblem(answer, 503, "SERVICE_UNAVAILABLE");
    assertThat(answer.jsonPath().getString("metadata.service")).isEqualTo("capture-ingest");
  }

  @Test
  void shouldRefuseWhenNoWorkerHasASlot() {
    // Given
    String id = create();
    removeWorker();

    // When
    Response answer = post(id, "rehearse");

    // Then
    assertProblem(answer, 429, "NO_WORKER_SLOT");
    assertThat(answer.jsonPath().getString("metadata.workers")).isEqualTo("0");
  }

  @Test
  void shouldRefuseWhenTheWorkerIsFullAfterAll() {
    // Given
    String id = create();
    SERVICES.worker().startFault =
        Optional.of(
            FakeServices.refusal(
                Status.Code.RESOURCE_EXHAUSTED, "NO_FREE_SLOT", Map.of("slots", "1")));

    // When
    Response answer = post(id, "rehearse");

    // Then
    assertProblem(answer, 429, "NO_WORKER_SLOT");
  }

  @Test
  void shouldSayWhatTheWorkerSaidWhenItRefuses() {
    // Given
    String id = create();
    SERVICES.worker().startFault =
        Optional.of(
            FakeServices.refusal(
                Status.Code.FAILED_PRECONDITION,
                "AVATAR_UNUSABLE",
                Map.of("detail", "no head bone")));

    // When
    Response answer = post(id, "rehearse");

    // Then
    assertProblem(answer, 409, "RENDER_REFUSED");
    assertThat(answer.jsonPath().getString("metadata.reason")).isEqualTo("AVATAR_UNUSABLE");
  }

  @Test
  void shouldTakeTheReasonsOfTheWorkersLeaseWhenItIsDenied() {
    // Given
    String id = create();
    post(id, "rehearse");
    SERVICES.worker().airFault =
        Optional.of(
            FakeServices.refusal(
                Status.Code.PERMISSION_DENIED,
                "LEASE_DENIED",
                Map.of("reasons", "TOO_MANY_ROOMS")));

    // When
    Response answer = post(id, "live");

    // Then
    assertProblem(answer, 403, "NOT_LICENSED");
    assertThat(answer.jsonPath().getString("metadata.reasons")).isEqualTo("TOO_MANY_ROOMS");
    assertThat(field(id, "state")).isEqualTo("REHEARSING");
  }

  @Test
  void shouldFollowTheRenderWhenItGoesToSlateAndBack() {
    // Given
    String id = live();
    String renderId = render(id);
    await().until(() -> SERVICES.worker().watchCount(renderId) > 0);

    // When
    SERVICES.worker().slate(renderId, SlateReason.SLATE_REASON_LEASE_REVOKED);
    awaitState(id, "SLATE");
    String cause = field(id, "render_status.slate_reason");
    SERVICES.worker().figure(renderId);
    awaitState(id, "LIVE");

    // Then
    assertThat(cause).isEqualTo("LEASE_REVOKED");
  }

  @Test
  void shouldShowHowTheDriverStandsWhenTheWorkerSaysSo() {
    // Given
    String id = live();
    String renderId = render(id);
    await().until(() -> SERVICES.worker().watchCount(renderId) > 0);
    DriveStanding standing =
        DriveStanding.newBuilder()
            .setVerdict(LivenessVerdict.LIVENESS_VERDICT_NOT_LIVE)
            .addReasons(LivenessMeasure.LIVENESS_MEASURE_LOOP)
            .setChallenges(ChallengeStanding.CHALLENGE_STANDING_STANDBY)
            .setChallengeable(true)
            .setEnforced(true)
            .setSlate(StandingSlate.STANDING_SLATE_CHALLENGES_MISSED)
            .build();

    // When
    SERVICES
        .worker()
        .change(
            renderId,
            it -> {
              it.getStatusBuilder().setDriveStanding(standing);
              return it;
            });
    SERVICES.worker().slate(renderId, SlateReason.SLATE_REASON_DRIVER_IN_DOUBT);
    awaitState(id, "SLATE");

    // Then
    assertThat(field(id, "render_status.slate_reason")).isEqualTo("DRIVER_IN_DOUBT");
    assertThat(field(id, "render_status.drive_standing.verdict")).isEqualTo("NOT_LIVE");
    assertThat(field(id, "render_status.drive_standing.reasons[0]")).isEqualTo("LOOP");
    assertThat(field(id, "render_status.drive_standing.challenges")).isEqualTo("STANDBY");
    assertThat(field(id, "render_status.drive_standing.slate")).isEqualTo("CHALLENGES_MISSED");
  }

  @Test
  void shouldSayWhatTheWorkerMovedByItselfAlsoWhenTheBroadcastIsOver() {
    // Given
    String id = live();
    String renderId = render(id);
    await().until(() -> SERVICES.worker().watchCount(renderId) > 0);
    UndrivenPart mouth =
        UndrivenPart.newBuilder()
            .setPart(FigurePart.FIGURE_PART_MOUTH)
            .setMovedBy(UndrivenMover.UNDRIVEN_MOVER_VOICE)
            .setNow(true)
            .setFrames(77)
            .build();

    // When
    SERVICES
        .worker()
        .change(
            renderId,
            it -> {
              it.getStatusBuilder().addUndrivenParts(mouth);
              return it;
            });
    await()
        .untilAsserted(
            () -> assertThat(field(id, "render_status.undriven_parts[0].part")).isEqualTo("MOUTH"));
    String movedBy = field(id, "render_status.undriven_parts[0].moved_by");
    post(id, "end");
    awaitState(id, "ENDED");

    // Then
    assertThat(movedBy).isEqualTo("VOICE");
    assertThat(field(id, "render_status.undriven_parts[0].frames")).isEqualTo("77");
  }

  @Test
  void shouldEndAsFailedWhenTheRenderFails() {
    // Given
    String id = live();
    String renderId = render(id);
    await().until(() -> SERVICES.worker().watchCount(renderId) > 0);

    // When
    SERVICES.worker().change(renderId, it -> it.setPhase(RenderPhase.RENDER_PHASE_FAILED));
    awaitState(id, "ENDED");

    // Then
    assertThat(field(id, "end_reason")).isEqualTo("failed");
    assertThat(SERVICES.closedDrives).contains(field(id, "drive_id"));
  }

  @Test
  void shouldGoOnWithAnotherRenderWhenTheWorkerForgotTheOneItHad() {
    // Given
    String id = live();
    String renderId = render(id);
    await().until(() -> SERVICES.worker().watchCount(renderId) > 0);

    // When
    SERVICES.worker().forget(renderId);
    await().until(() -> SERVICES.worker().aired.size() > 1);

    // Then
    assertThat(field(id, "state")).isEqualTo("LIVE");
    assertThat(SERVICES.worker().aired.getLast().getRenderId()).isNotEqualTo(renderId);
  }

  @Test
  void shouldPageThroughTheListWhenItIsLong() {
    // Given
    create();
    create();
    String newest = create();

    // When
    Response first = given().get("/api/v1/broadcasts?page_size=2");
    Response second =
        given()
            .queryParam("page_size", 2)
            .queryParam("page_token", first.jsonPath().getString("next_page_token"))
            .get("/api/v1/broadcasts");

    // Then
    assertThat(first.jsonPath().getList("broadcasts")).hasSize(2);
    assertThat(first.jsonPath().getString("broadcasts[0].broadcast_id")).isEqualTo(newest);
    assertThat(second.jsonPath().<String>getList("broadcasts.broadcast_id"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(first.jsonPath().<String>getList("broadcasts.broadcast_id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!!", "abc", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void shouldRefuseWhenAPageTokenIsNotOurs(String token) {
    // When
    Response answer = given().queryParam("page_token", token).get("/api/v1/broadcasts");

    // Then
    assertProblem(answer, 400, "INVALID_FIELD");
  }

  @Test
  void shouldRefuseWhenAFieldBreaksItsRule() {
    // Given
    Map<String, Object> wish = new HashMap<>(wish(Samples.id()));
    wish.put("title", "x".repeat(129));

    // When
    Response answer = given().contentType(ContentType.JSON).body(wish).post("/api/v1/broadcasts");

    // Then
    assertProblem(answer, 400, "INVALID_FIELD");
  }

  @Test
  void shouldSayNotFoundWhenThereIsNoSuchBroadcast() {
    // When
    Response answer = given().get("/api/v1/broadcasts/" + Samples.id());

    // Then
    assertProblem(answer, 404, "BROADCAST_NOT_FOUND");
  }
}
