package dev.afterglow.standalone.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactFileTest {
  private static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void shouldKeepTheGapsBetweenFactsWhenTheyArePlayedLater() throws Exception {
    // Given
    Path file =
        written(
            """
            {"source":"shop","id":"2","occurTime":"2011-12-09T08:00:03Z","leave":{}}
            {"source":"shop","id":"1","occurTime":"2011-12-09T08:00:00Z","enter":{"channel":"search"}}

            """);
    FactSource source = FactFile.read(file).playInto("room-1", START, 1);

    // When
    List<Fact> atStart = source.due(START);
    List<Fact> early = source.due(START.plusMillis(2_999));
    List<Fact> later = source.due(START.plusMillis(3_000));

    // Then
    assertThat(atStart).extracting(Fact::getId).containsExactly("1");
    assertThat(early).isEmpty();
    assertThat(later).extracting(Fact::getId).containsExactly("2");
    assertThat(later.getFirst().getRoomId()).isEqualTo("room-1");
    assertThat(Timestamps.toMillis(later.getFirst().getOccurTime()))
        .isEqualTo(START.plusSeconds(3).toEpochMilli());
  }

  @Test
  void shouldTakeWhatItCanAndSayWhatItLeavesOutWhenATillsFileIsMessy() throws Exception {
    // Given: lines ended by CR alone, a credit note, a line without price, one cut off
    Path file =
        Files.writeString(
            folder.resolve("till.csv"),
            String.join(
                "\r",
                "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
                "536365,85123A,\"HOLDER, WHITE\",6,12/1/10 8:26,2.55,17850,United Kingdom",
                "536366,71053,LANTERN,6,12/1/10 8:28,0.00,17850,United Kingdom",
                "536367,71053,LANTERN,six,12/1/10 8:28,1.00,17850,United Kingdom",
                "C536379,85123A,HOLDER,-1,12/1/10 9:26,2.55,17850,United Kingdom",
                "536380,22752,SET 7"));

    // When
    FactFile facts = FactFile.read(file);
    FactSource source = facts.playInto("room-1", START, 60);

    // Then
    assertThat(source.due(START)).extracting(Fact::getKindCase).hasSize(2);
    assertThat(source.due(START.plusMillis(59_999))).isEmpty();
    assertThat(source.due(START.plusSeconds(60)))
        .singleElement()
        .satisfies(
            it -> assertThat(it.getOrderRefunded().getAmount().getAmountMinor()).isEqualTo(255));
    assertThat(facts.leftOut())
        .containsExactlyInAnyOrder(
            "1 line: has no price above 0 (the first is line 3).",
            "1 line: cannot be read (the first is line 4).",
            "1 line: was cut off at the end of the file (the first is line 6).");
  }

  @Test
  void shouldPlayTheLinesOfAPlanWhenTheyTellTimesFromTheStart() throws Exception {
    // Given
    Path file =
        written("# a show\n{\"at_ms\": 1500, \"viewer\": \"v\", \"kind\": \"leave\"}\nno json\n");

    // When
    FactFile facts = FactFile.read(file);

    // Then
    assertThat(facts.playInto("room-1", START, 1).due(START))
        .singleElement()
        .satisfies(it -> assertThat(it.hasLeave()).isTrue());
    assertThat(facts.leftOut()).containsExactly("1 line: cannot be read (the first is line 3).");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not json                                                        | line 1
          {"id":"1","enter":{}}                                           | occurTime
          {"id":"1","occurTime":"2026-01-01T00:00:00Z"}                   | happened
          {"id":"1","occurTime":"2026-01-01T00:00:00Z","unknownKind":{}}  | line 1
          ''                                                              | no fact
          """)
  void shouldNameTheFaultWhenTheFileIsBroken(String content, String expected) throws Exception {
    // Given
    Path file = written(content);

    // When
    RunFailure failure = catchThrowableOfType(RunFailure.class, () -> FactFile.read(file));

    // Then
    assertThat(failure.exitCode()).isEqualTo(ExitCode.INPUT_BROKEN);
    assertThat(failure.sentence()).contains(expected, file.toString());
  }

  private Path written(String content) throws IOException {
    return Files.writeString(folder.resolve("facts.jsonl"), content);
  }
}
