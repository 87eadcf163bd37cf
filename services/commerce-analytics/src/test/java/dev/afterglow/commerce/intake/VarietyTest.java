package dev.afterglow.commerce.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.meters.CommerceMeters;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What facts are made of, as it is counted. */
class VarietyTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Variety variety = new Variety(new CommerceMeters(registry));

  private static Fact fact(String client, Happening what) {
    return new Fact("s", "1", RoomFacts.ROOM, "v", RoomFacts.START, null, what, client, 1);
  }

  private double count(String meter, String tag, String value) {
    var counter = registry.find("afterglow.commerce." + meter).tag(tag, value).counter();
    return counter == null ? 0 : counter.count();
  }

  @Test
  void shouldCountKindsClientsAndLayouts() {
    // When
    variety.count(
        List.of(
            fact("web/1", new Happening.OrderPaid("o", RoomFacts.yuan(1))),
            fact("web/1", new Happening.OrderPaid("p", RoomFacts.yuan(1))),
            fact("", new Happening.Share())));

    // Then
    assertThat(count("facts_by_kind", "kind", "order_paid")).isEqualTo(2);
    assertThat(count("facts_by_kind", "kind", "share")).isEqualTo(1);
    assertThat(count("facts_by_client", "client", "web/1")).isEqualTo(2);
    assertThat(count("facts_by_client", "client", "not_told")).isEqualTo(1);
    assertThat(count("facts_by_schema_version", "version", "1")).isEqualTo(3);
  }

  @Test
  void shouldCountClientsPastTheBoundAsOne() {
    // Given
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      facts.add(fact("client/" + i, new Happening.Share()));
    }

    // When
    variety.count(facts);
    variety.count(facts);

    // Then
    assertThat(registry.find("afterglow.commerce.facts_by_client").counters())
        .hasSize(Variety.MOST_CLIENTS + 1);
    assertThat(count("facts_by_client", "client", "client/31")).isEqualTo(2);
    assertThat(count("facts_by_client", "client", "other")).isEqualTo(136);
  }
}
