package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.Device;
import dev.afterglow.api.registry.v1.DeviceState;
import dev.afterglow.studio.testing.FakeDevices;
import dev.afterglow.studio.testing.FakeServices;
import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class DeviceRestTest extends StudioCase {

  private final UUID person = Samples.id();

  @Test
  void shouldGiveACodeWithItsTimeWhenAPersonIsToPairADevice() {
    // When
    Response answer = pair(person.toString());

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.jsonPath().getString("code")).isEqualTo(FakeDevices.CODE);
    assertThat(answer.jsonPath().getLong("valid_for_s")).isBetween(500L, 600L);
    assertThat(answer.jsonPath().getString("expire_time")).isNotBlank();
    assertThat(answer.jsonPath().getString("capture_address")).isEqualTo("127.0.0.1:8181");
    assertThat(SERVICES.devices().paired).containsExactly(person.toString());
  }

  @Test
  void shouldListTheDevicesOfThatPersonAloneWhenAsked() {
    // Given
    SERVICES.devices().add(Samples.id(), "Somebody else's", DeviceState.DEVICE_STATE_ACTIVE);
    SERVICES.devices().add(person, "Old phone", DeviceState.DEVICE_STATE_SUSPENDED);
    Device phone =
        SERVICES.devices().add(person, "Studio 2 phone", DeviceState.DEVICE_STATE_ACTIVE);

    // When
    Response all = devices(person.toString());
    Response first = given().get("/api/v1/persons/" + person + "/devices?page_size=1");

    // Then
    assertThat(all.jsonPath().<String>getList("devices.label"))
        .containsExactly("Studio 2 phone", "Old phone");
    assertThat(all.jsonPath().<String>getList("devices.state"))
        .containsExactly("ACTIVE", "SUSPENDED");
    assertThat(all.jsonPath().getString("devices[0].device_id")).isEqualTo(phone.getDeviceId());
    assertThat(all.jsonPath().getString("devices[0].create_time")).startsWith("2023-11-14T");
    assertThat(all.jsonPath().getString("next_page_token")).isEmpty();
    assertThat(all.jsonPath().getString("capture_address")).isEqualTo("127.0.0.1:8181");
    assertThat(first.jsonPath().getList("devices")).hasSize(1);
    assertThat(first.jsonPath().getString("next_page_token")).isEqualTo("more");
  }

  @Test
  void shouldRevokeTheDeviceWhenAsked() {
    // Given
    Device phone = SERVICES.devices().add(person, "Lost phone", DeviceState.DEVICE_STATE_ACTIVE);

    // When
    Response answer = revoke(phone.getDeviceId());

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getString("state")).isEqualTo("REVOKED");
    assertThat(answer.jsonPath().getString("revoke_time")).isNotBlank();
    assertThat(devices(person.toString()).jsonPath().getString("devices[0].state"))
        .isEqualTo("REVOKED");
  }

  @Test
  void shouldKeepTheRegistrysReasonWhenItRefuses() {
    // Given
    SERVICES.devices().fault =
        Optional.of(
            FakeServices.refusal(
                Status.Code.FAILED_PRECONDITION,
                "PERSON_NOT_VERIFIED",
                Map.of("state", "EXPIRED")));

    // When
    Response answer = pair(person.toString());

    // Then
    assertProblem(answer, 409, "PERSON_NOT_VERIFIED");
    assertThat(answer.jsonPath().getString("metadata.state")).isEqualTo("EXPIRED");
  }

  @Test
  void shouldSaySoWhenNobodyIsThere() {
    // Given
    SERVICES.devices().fault =
        Optional.of(FakeServices.refusal(Status.Code.NOT_FOUND, "DEVICE_NOT_FOUND", Map.of()));

    // When
    Response unknown = revoke(Samples.id().toString());
    Response nobody = devices("no-uuid");

    // Then
    assertProblem(unknown, 404, "DEVICE_NOT_FOUND");
    assertProblem(nobody, 400, "INVALID_FIELD");
  }

  @Test
  void shouldNameTheServiceWhenTheRegistryDoesNotAnswer() {
    // Given
    SERVICES.devices().fault = Optional.of(Status.UNAVAILABLE.asRuntimeException());

    // When
    Response answer = pair(person.toString());

    // Then
    assertProblem(answer, 503, "SERVICE_UNAVAILABLE");
    assertThat(answer.jsonPath().getString("metadata.service")).isEqualTo("avatar-registry");
  }

  @Test
  void shouldRefuseWhenAnotherSiteAsks() {
    // When
    Response answer =
        given()
            .header("Origin", "http://evil.example")
            .contentType(ContentType.JSON)
            .post("/api/v1/persons/" + person + "/pairings");

    // Then
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(SERVICES.devices().paired).isEmpty();
  }

  private static void assertProblem(Response answer, int status, String reason) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("reason")).isEqualTo(reason);
  }

  private static Response pair(String subjectId) {
    return given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/persons/" + subjectId + "/pairings");
  }

  private static Response devices(String subjectId) {
    return given().get("/api/v1/persons/" + subjectId + "/devices");
  }

  private static Response revoke(String deviceId) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("request_id", Samples.id().toString()))
        .post("/api/v1/devices/" + deviceId + "/revoke");
  }
}
