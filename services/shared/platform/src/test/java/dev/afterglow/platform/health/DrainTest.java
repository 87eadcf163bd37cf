package dev.afterglow.platform.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.platform.error.AfterglowException;
import grpc.health.v1.HealthOuterClass.HealthCheckResponse.ServingStatus;
import io.quarkus.grpc.runtime.health.GrpcHealthStorage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainTest {

  @Test
  void shouldAdmitWorkWhenNotDraining() {
    Drain drain = new Drain(List.of(new GrpcHealthStorage()));
    assertThatCode(drain::refuseIfDraining).doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseWorkAndReportNotServingWhenDraining() {
    // Given
    GrpcHealthStorage health = new GrpcHealthStorage();
    health.setStatus("", ServingStatus.SERVING);
    health.setStatus("afterglow.render.v1.RenderService", ServingStatus.SERVING);
    Drain drain = new Drain(List.of(health));

    // When
    drain.begin();

    // Then
    assertThat(health.getStatuses())
        .containsOnly(
            Map.entry("", ServingStatus.NOT_SERVING),
            Map.entry("afterglow.render.v1.RenderService", ServingStatus.NOT_SERVING));
    assertThatThrownBy(drain::refuseIfDraining)
        .isInstanceOfSatisfying(
            AfterglowException.class, it -> assertThat(it.reason()).isEqualTo("DRAINING"));
  }
}
