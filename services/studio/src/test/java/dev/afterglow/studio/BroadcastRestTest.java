package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.studio.testing.StudioBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class BroadcastRestTest {

  @Test
  void shouldListNothingWhenNothingWasMade() {
    // When
    var answer = given().get("/api/v1/broadcasts");

    // Then
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
