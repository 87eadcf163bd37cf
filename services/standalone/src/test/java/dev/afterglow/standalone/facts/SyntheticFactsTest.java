package dev.afterglow.standalone.facts;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.protovalidate.ValidatorFactory;
import dev.afterglow.api.commerce.v1.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SyntheticFactsTest {
  private static final String ROOM = "0197c0de-0000-7000-8000-000000000001";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldTellTheSameFactsWhenTheSeedIsTheSame() {
    // Given
    SyntheticFacts inSteps = new SyntheticFacts(ROOM, 7, START);
    SyntheticFacts atOnce = new SyntheticFacts(ROOM, 7, START);

    // When
    List<Fact> stepped = new ArrayList<>();
    for (int second = 1; second <= 60; second++) {
      stepped.addAll(inSteps.due(START.plusSeconds(second)));
    }
    List<Fact> whole = drained(atOnce, START.plusSeconds(60));

    // Then
    assertThat(stepped).hasSizeGreaterThan(300).isEqualTo(whole);
  }

  @Test
  void shouldTellOnlyFactsThatTheContractAllows() throws Exception {
    // Given
    var validator = ValidatorFactory.newBuilder().build();
    SyntheticFacts source = new SyntheticFacts(ROOM, 3, START);

    // When
    List<Fact> facts = drained(source, START.plusSeconds(300));

    // Then
    Set<String> ids = new HashSet<>();
    for (Fact fact : facts) {
      assertThat(validator.validate(fact).getViolations()).as("%s", fact.getKindCase()).isEmpty();
      assertThat(ids.add(fact.getId())).as("id %s is new", fact.getId()).isTrue();
      assertThat(fact.getSource()).startsWith("synthetic/");
    }
    assertThat(facts.stream().map(Fact::getKindCase).distinct())
        .contains(
            Fact.KindCase.ENTER,
            Fact.KindCase.HEARTBEAT,
            Fact.KindCase.COMMENT,
            Fact.KindCase.ORDER_CREATED,
            Fact.KindCase.ORDER_PAID,
            Fact.KindCase.ORDER_REFUNDED,
            Fact.KindCase.EXPLAIN_SEGMENT);
  }

  @Test
  void shouldPayNoMoreOrdersThanWereMade() {
    // Given
    SyntheticFacts source = new SyntheticFacts(ROOM, 11, START);

    // When
    List<Fact> facts = drained(source, START.plusSeconds(600));

    // Then
    Set<String> made = new HashSet<>();
    Set<String> paid = new HashSet<>();
    for (Fact fact : facts) {
      switch (fact.getKindCase()) {
        case ORDER_CREATED -> made.add(fact.getOrderCreated().getOrderId());
        case ORDER_PAID -> {
          assertThat(made).contains(fact.getOrderPaid().getOrderId());
          assertThat(paid.add(fact.getOrderPaid().getOrderId())).isTrue();
        }
        case ORDER_REFUNDED -> assertThat(paid).contains(fact.getOrderRefunded().getOrderId());
        default -> assertThat(fact.getId()).isNotEmpty();
      }
    }
    assertThat(paid).isNotEmpty();
  }

  private static List<Fact> drained(FactSource source, Instant now) {
    List<Fact> all = new ArrayList<>();
    for (List<Fact> due = source.due(now); !due.isEmpty(); due = source.due(now)) {
      assertThat(due).hasSizeLessThanOrEqualTo(500);
      all.addAll(due);
    }
    return all;
  }
}
