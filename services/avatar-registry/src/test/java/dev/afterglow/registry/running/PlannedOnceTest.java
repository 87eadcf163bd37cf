package dev.afterglow.registry.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Planning a decision's statement for each value anew would take longer than running it. */
@QuarkusTest
@QuarkusTestResource(RunningPostgres.class)
class PlannedOnceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject Pool pool;

  @Test
  void shouldPlanAStatementOnceForAllValuesWhenItIsPrepared() {
    // When
    String mode =
        pool.query("show plan_cache_mode")
            .execute()
            .map(rows -> rows.iterator().next().getString(0))
            .await()
            .atMost(PATIENCE);

    // Then
    assertThat(mode).isEqualTo("force_generic_plan");
  }
}
