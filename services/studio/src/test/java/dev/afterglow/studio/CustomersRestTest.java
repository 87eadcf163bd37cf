package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who buys in a room, over REST. */
@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class CustomersRestTest extends StudioCase {
  private final UUID room = Samples.id();

  @Test
  void shouldShowTheSlicesOfTheRoomsShop() {
    // When
    Response answer = given().get("/api/v1/rooms/" + room + "/customers");

    // Then
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    JsonPath shop = answer.jsonPath().setRootPath("shops[0]");
    assertThat(shop.getString("shop_id")).isEqualTo("shop of " + room);
    assertThat(shop.getLong("segments[0].customer_count")).isEqualTo(12);
    assertThat(shop.getString("first_months[0].key")).isEqualTo("COHORT_BY_FIRST_MONTH");
    assertThat(shop.getString("preferred_looks[0].key")).isEqualTo("COHORT_BY_PREFERRED_LOOK");
    assertThat(shop.getDouble("first_presenters[0].repeat_rate")).isEqualTo(0.25);
    assertThat(shop.getMap("first_looks[1]")).doesNotContainKey("repeat_rate");
    assertThat(shop.getLong("audiences[0].customer_count")).isEqualTo(30);
    assertThat(shop.getMap("audiences[1]")).doesNotContainKey("customer_count");
  }

  @Test
  void shouldSayThatTheyCannotBeReadWhenTheServiceDoesNotAnswer() {
    // Given
    SERVICES.customers.fault = Optional.of(Status.UNAVAILABLE.asRuntimeException());

    // When
    Response answer = given().get("/api/v1/rooms/" + room + "/customers");
    Response unreadable = given().get("/api/v1/rooms/nowhere/customers");

    // Then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(unreadable.statusCode()).isEqualTo(400);
  }
}
