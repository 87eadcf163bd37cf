package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.commerce.v1.AcceptPlaybookRequest;
import dev.afterglow.api.commerce.v1.CommentIntent;
import dev.afterglow.api.commerce.v1.DeclinePlaybookRequest;
import dev.afterglow.api.commerce.v1.Fact;
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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Playbooks over REST: what is proposed, and who decides. */
@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class PlaybookRestTest extends StudioCase {

  private final UUID playbook = Samples.id();
  private final UUID request = Samples.id();

  private Response decide(String how, Map<String, Object> body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/api/v1/playbooks/" + playbook + "/" + how);
  }

  private Map<String, Object> by(String who) {
    Map<String, Object> body = new HashMap<>();
    body.put("request_id", request.toString());
    body.put("decided_by", who);
    return body;
  }

  @Test
  void shouldListTheRoomsPlaybooksInTheContractsNames() {
    // Given
    UUID room = Samples.id();

    // When
    Response answer = given().get("/api/v1/rooms/" + room + "/playbooks");

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getString("playbooks[0].room_id")).isEqualTo(room.toString());
    assertThat(answer.jsonPath().getBoolean("playbooks[0].hypothesis")).isTrue();
    assertThat(answer.jsonPath().getInt("playbooks[0].slots_to_settle")).isEqualTo(45);
  }

  @Test
  void shouldHandOnWhatToExpectAndWhatSalesWentWith() {
    // Given
    String room = "/api/v1/rooms/" + Samples.id();

    // When
    Response demand = given().get(room + "/demand");
    Response factors = given().get(room + "/factors");
    Response economics = given().get(room + "/economics");
    SERVICES.commerceFault = Optional.of(Status.UNAVAILABLE);
    Response away = given().get(room + "/factors");

    // Then
    assertThat(demand.jsonPath().getString("products[0].units_left")).isEqualTo("7");
    assertThat(factors.jsonPath().getInt("slot_count")).isEqualTo(24);
    assertThat(factors.jsonPath().getString("factors[0].standing"))
        .isEqualTo("FACTOR_STANDING_ASSOCIATION");
    // A cost of nothing is told; what is unknown is left out.
    assertThat(economics.jsonPath().getMap("$")).containsOnlyKeys("cost_per_hour_minor");
    assertThat(away.statusCode()).isEqualTo(503);
  }

  private Response answered(String intent) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("request_id", request.toString(), "intent", intent, "subject", "link:3"))
        .post("/api/v1/rooms/" + playbook + "/answers");
  }

  @Test
  void shouldTellThatAQuestionWasAnsweredAndNothingThatIsNone() {
    // When
    Response size = answered("SIZE");
    Response praise = answered("PRAISE");
    Response unknown = answered("WEATHER");

    // Then
    assertThat(size.statusCode()).as(size.asString()).isEqualTo(200);
    assertThat(praise.statusCode()).isEqualTo(400);
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(SERVICES.facts)
        .filteredOn(Fact::hasQuestionAnswered)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getRoomId()).isEqualTo(playbook.toString());
              assertThat(it.getId()).isEqualTo(request + ":answer");
              assertThat(it.getQuestionAnswered().getIntent())
                  .isEqualTo(CommentIntent.COMMENT_INTENT_SIZE);
              assertThat(it.getQuestionAnswered().getSubject()).isEqualTo("link:3");
            });
  }

  @Test
  void shouldHandOnADecisionWithWhoTookIt() {
    // When
    Response accepted = decide("accept", by(" operator-7 "));
    Response declined = decide("decline", by("operator-8"));

    // Then
    assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(200);
    assertThat(accepted.jsonPath().getString("state")).isEqualTo("PLAYBOOK_STATE_ACCEPTED");
    assertThat(accepted.jsonPath().getString("decided_by")).isEqualTo("operator-7");
    assertThat(declined.jsonPath().getString("state")).isEqualTo("PLAYBOOK_STATE_DECLINED");
    assertThat(SERVICES.playbooks.asked)
        .containsExactly(
            AcceptPlaybookRequest.newBuilder()
                .setPlaybookId(playbook.toString())
                .setRequestId(request.toString())
                .setDecidedBy("operator-7")
                .build(),
            DeclinePlaybookRequest.newBuilder()
                .setPlaybookId(playbook.toString())
                .setRequestId(request.toString())
                .setDecidedBy("operator-8")
                .build());
  }

  @Test
  void shouldDecideNothingWhenNobodySaysWhoDecides() {
    // Given
    Map<String, Object> nobody = Map.of("request_id", request.toString());

    // When
    Response absent = decide("accept", nobody);
    Response blank = decide("accept", by("  "));
    Response long65 = decide("decline", by("x".repeat(65)));

    // Then
    assertThat(absent.statusCode()).as(absent.asString()).isEqualTo(400);
    assertThat(blank.statusCode()).as(blank.asString()).isEqualTo(400);
    assertThat(long65.statusCode()).as(long65.asString()).isEqualTo(400);
    assertThat(SERVICES.playbooks.asked).isEmpty();
  }

  @Test
  void shouldSayWhyNothingWasDecided() {
    // Given
    SERVICES.playbooks.fault =
        Optional.of(
            FakeServices.refusal(
                Status.Code.FAILED_PRECONDITION, "ROOM_UNDER_TEST", Map.of("room_id", "r")));

    // When
    Response busy = decide("accept", by("operator-7"));
    SERVICES.playbooks.fault = Optional.of(Status.UNAVAILABLE.asRuntimeException());
    Response away = decide("accept", by("operator-7"));
    SERVICES.playbooks.fault = Optional.of(Status.INTERNAL.asRuntimeException());
    Response broken = decide("decline", by("operator-7"));

    // Then
    assertThat(busy.jsonPath().getString("reason")).isEqualTo("ROOM_UNDER_TEST");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.jsonPath().getString("reason")).isEqualTo("SERVICE_UNAVAILABLE");
    assertThat(broken.statusCode()).isEqualTo(503);
  }
}
