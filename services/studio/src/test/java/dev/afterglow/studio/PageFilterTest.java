package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class PageFilterTest extends StudioCase {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/broadcasts", "/ws/preview/x"})
  void shouldRefuseWhenTheHostIsNotOurs(String path) {
    // When
    Response answer =
        given().header("Host", "rebind.example").contentType("application/grpc").get(path);

    // Then
    assertThat(answer.statusCode()).isEqualTo(421);
    assertThat(answer.jsonPath().getString("reason")).isEqualTo("HOST_REFUSED");
  }

  @Test
  void shouldRefuseAChangeWhenItComesFromAnotherSite() {
    // Given
    String id = create();

    // When
    Response answer =
        given()
            .header("Origin", "http://evil.example")
            .contentType(ContentType.JSON)
            .body(Map.of("request_id", Samples.id().toString()))
            .post("/api/v1/broadcasts/" + id + "/end");

    // Then
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(field(id, "state")).isEqualTo("CREATED");
  }

  @Test
  void shouldRefuseAFormWhenItIsNotJson() {
    // Given
    String id = create();

    // When
    Response answer =
        given().contentType("text/plain").body("{}").post("/api/v1/broadcasts/" + id + "/end");

    // Then
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void shouldServeThePageUnderAStrictPolicy() {
    // When
    Response page = given().get("/");

    // Then
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString()).contains("<div id=\"app\">");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void shouldLetProbesInWhateverTheirHost() {
    // When
    Response health = given().header("Host", "10.0.0.7:8080").get("/q/health/live");

    // Then
    assertThat(health.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAllowTheCameraOnTheCapturePageAloneWhenServed() {
    // When
    Response capture = given().get("/capture/");
    Response console = given().get("/");

    // Then
    assertThat(capture.statusCode()).isEqualTo(200);
    assertThat(capture.asString()).contains("<div id=\"capture\">");
    assertThat(capture.header("Permissions-Policy"))
        .contains("camera=(self)")
        .contains("microphone=(self)");
    assertThat(capture.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
                + "connect-src 'self' ws://127.0.0.1:8181; style-src 'self'; "
                + "img-src 'self' data:; media-src 'self' blob:; font-src 'self'; "
                + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    assertThat(console.header("Permissions-Policy"))
        .contains("camera=()")
        .contains("microphone=()");
  }

  @Test
  void shouldLetTheTrackingWorkerTalkToNobodyElseWhenServed() {
    // When
    Response asset = given().get("/assets/none.js");

    // Then
    assertThat(asset.header("Content-Security-Policy"))
        .contains("connect-src 'self';")
        .doesNotContain("ws:");
  }

  @Test
  void shouldTellThePageWhereToDriveToWhenAsked() {
    // When
    Response settings = given().get("/api/v1/capture");

    // Then
    assertThat(settings.statusCode()).isEqualTo(200);
    assertThat(settings.jsonPath().getString("drive_url"))
        .isEqualTo("ws://127.0.0.1:8181/ws/drive");
    assertThat(settings.asString()).doesNotContain("face_model");
    assertThat(given().get("/capture/models/face_landmarker.task").statusCode()).isEqualTo(404);
  }
}
