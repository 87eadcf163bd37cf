package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.render.v1.StageProduct;
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
import org.junit.jupiter.api.Test;

/** The stage over REST. */
@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class StageRestTest extends StudioCase {

  @Test
  void shouldHandADirectiveToTheWorkerWhenTheBroadcastRenders() {
    // Given
    String id = create();
    post(id, "rehearse");

    // When
    Response answer =
        send(id, "directives", Map.of("directive", Map.of("product_id", "7", "layout", "half")));

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.jsonPath().getString("media_time_us")).isEqualTo("1000");
    assertThat(SERVICES.worker().directed)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getDirective().getProductId()).isEqualTo("7");
              assertThat(it.getDirective().getLayout()).isEqualTo("half");
              assertThat(it.getRenderId()).isEqualTo(field(id, "render_id"));
            });
  }

  @Test
  void shouldSayWhatTheWorkerDoesNotKnowWhenItRefuses() {
    // Given
    String id = create();
    post(id, "rehearse");
    SERVICES.worker().directFault =
        Optional.of(
            FakeServices.refusal(
                Status.Code.INVALID_ARGUMENT, "UNKNOWN_PART", Map.of("part", "product:8")));

    // When
    Response answer = send(id, "directives", Map.of("directive", Map.of("product_id", "8")));

    // Then
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.jsonPath().getString("reason")).isEqualTo("RENDER_REFUSED");
    assertThat(answer.jsonPath().getString("metadata.reason")).isEqualTo("UNKNOWN_PART");
    assertThat(answer.jsonPath().getString("metadata.detail")).isEqualTo("part=product:8");
  }

  @Test
  void shouldRefuseWhenNothingIsDrawnYet() {
    // Given
    String id = create();

    // When
    Response answer = send(id, "directives", Map.of("directive", Map.of("layout", "half")));
    Response stage = given().get("/api/v1/broadcasts/" + id + "/stage");

    // Then
    assertThat(answer.jsonPath().getString("reason")).isEqualTo("ILLEGAL_TRANSITION");
    assertThat(stage.jsonPath().getString("reason")).isEqualTo("ILLEGAL_TRANSITION");
  }

  @Test
  void shouldRefuseABodyThatIsNoDirective() {
    // Given
    String id = create();
    post(id, "rehearse");

    // When
    Response answer = send(id, "directives", Map.of("directive", Map.of("colour_of_hair", "red")));

    // Then
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("reason")).isEqualTo("INVALID_FIELD");
  }

  @Test
  void shouldGiveTheStage() {
    // Given
    String id = create();
    post(id, "rehearse");

    // When
    Response stage = given().get("/api/v1/broadcasts/" + id + "/stage");

    // Then
    assertThat(stage.statusCode()).as(stage.asString()).isEqualTo(200);
    assertThat(stage.jsonPath().getList("layouts")).isEqualTo(List.of("full", "half"));
  }

  @Test
  void shouldSetTheStageAgainWhenAnotherRenderTakesOver() throws Exception {
    // Given
    String id = create();
    post(id, "rehearse");
    String lost = field(id, "render_id");
    send(id, "stage-assets", Map.of("content", "iVBORw=="));
    send(id, "products", Map.of("products", List.of(Map.of("product_id", "7", "title", "Tea"))));
    send(id, "directives", Map.of("directive", Map.of("product_id", "7", "layout", "half")));
    send(id, "directives", Map.of("directive", Map.of("layout", "full")));
    send(id, "directives", Map.of("directive", Map.of("layout", "half", "lasts", "5s")));

    // When
    SERVICES.worker().forget(lost);
    long limit = System.nanoTime() + 30_000_000_000L;
    while (SERVICES.worker().directed.size() < 4 && System.nanoTime() < limit) {
      Thread.sleep(20);
    }

    // Then
    assertThat(SERVICES.worker().pictures).hasSize(2);
    assertThat(SERVICES.worker().pictures.getLast().getRenderId()).isNotEqualTo(lost);
    assertThat(SERVICES.worker().products).hasSize(2);
    assertThat(SERVICES.worker().directed).hasSize(4);
    assertThat(SERVICES.worker().directed.getLast())
        .satisfies(
            it -> {
              assertThat(it.getRenderId()).isEqualTo(field(id, "render_id")).isNotEqualTo(lost);
              assertThat(it.getDirective().getProductId()).isEqualTo("7");
              assertThat(it.getDirective().getLayout()).isEqualTo("full");
            });
  }

  @Test
  void shouldKeepTheOtherProductsWhenTheNewWorkerRefusesOneOfThem() throws Exception {
    // Given: two products, and a picture that studio let go of, so that one of them is refused
    String id = create();
    post(id, "rehearse");
    String lost = field(id, "render_id");
    List<Map<String, String>> both =
        List.of(
            Map.of("product_id", "7", "title", "Tea"), Map.of("product_id", "8", "title", "Cup"));
    send(id, "products", Map.of("products", both));
    send(id, "directives", Map.of("directive", Map.of("product_id", "7")));
    SERVICES.worker().refusedProduct = "8";

    // When
    SERVICES.worker().forget(lost);
    long limit = System.nanoTime() + 30_000_000_000L;
    while (SERVICES.worker().directed.size() < 2 && System.nanoTime() < limit) {
      Thread.sleep(20);
    }

    // Then: the other one is there before the directive that shows it
    assertThat(SERVICES.worker().products).hasSize(2);
    assertThat(SERVICES.worker().products.getLast())
        .satisfies(
            it -> {
              assertThat(it.getRenderId()).isNotEqualTo(lost);
              assertThat(it.getProductsList())
                  .extracting(StageProduct::getProductId)
                  .containsExactly("7");
            });
    assertThat(SERVICES.worker().directed.getLast().getDirective().getProductId()).isEqualTo("7");
  }

  private static Response send(String id, String what, Map<String, Object> body) {
    Map<String, Object> all = new HashMap<>(body);
    all.put("request_id", Samples.id().toString());
    return given()
        .contentType(ContentType.JSON)
        .body(all)
        .post("/api/v1/broadcasts/" + id + "/" + what);
  }
}
