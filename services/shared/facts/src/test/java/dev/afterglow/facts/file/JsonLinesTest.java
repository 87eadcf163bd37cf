package dev.afterglow.facts.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import dev.afterglow.facts.PlannedFact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonLinesTest {
  private static final Money PRICE = new Money("CNY", 1_990);

  /** One of each kind. */
  static final List<Happening> EVERY =
      List.of(
          new Happening.Enter("recommend"),
          new Happening.Heartbeat(),
          new Happening.Leave(),
          new Happening.Comment("包邮吗 \"现在\""),
          new Happening.Like(3),
          new Happening.Share(),
          new Happening.Follow(),
          new Happening.Gift(PRICE),
          new Happening.ProductImpression("p1"),
          new Happening.ProductClick("p1"),
          new Happening.CartAdd("p1", 2),
          new Happening.OrderCreated("o1", List.of(new Happening.OrderLine("p1", 2, PRICE))),
          new Happening.OrderPaid("o1", PRICE),
          new Happening.OrderCancelled("o1"),
          new Happening.OrderRefunded("o1", PRICE),
          new Happening.ExplainSegment("p1", true),
          new Happening.PriceChange("p1", PRICE),
          new Happening.StockChange("p1", 17),
          new Happening.CostIncurred(Happening.CostKind.COMPUTE, PRICE),
          new Happening.ComputeUsed("r1", 1_000, 20_000, 5_000, 1_000_000),
          new Happening.LookChange("r1", 3, "qipao", "half"),
          new Happening.ShowOpened("taobao/882"),
          new Happening.ShowOpened("taobao/882", "avatar-1"),
          new Happening.Promotion("m1", "p1", true, Happening.PromotionSort.FREE_SHIPPING, PRICE),
          new Happening.Promotion("m1", "", false, Happening.PromotionSort.COUPON, null),
          new Happening.QuestionAnswered(Happening.Question.PRICE, "link:3"),
          new Happening.ExternalFactor("weather.rain", 0.5));

  private static List<PlannedFact> read(String text) {
    FileReport report = new FileReport();
    List<PlannedFact> facts = read(text, report);
    assertThat(report.leftOut()).isZero();
    return facts;
  }

  private static List<PlannedFact> read(String text, FileReport report) {
    List<PlannedFact> facts = new ArrayList<>();
    new JsonLines(new BufferedReader(new StringReader(text)), report).forEachRemaining(facts::add);
    return facts;
  }

  @Test
  void shouldReadBackWhatItWrites() {
    // Given
    List<PlannedFact> facts = new ArrayList<>();
    for (Happening what : EVERY) {
      String id = "id" + facts.size();
      facts.add(new PlannedFact(Duration.ofMillis(facts.size()), "shop/1", id, "v1", what));
    }

    // When
    List<PlannedFact> read =
        read(facts.stream().map(JsonLines::line).collect(Collectors.joining("\n")));

    // Then
    assertThat(read).isEqualTo(facts);
  }

  @Test
  void shouldFillInWhatALineLeavesOut() {
    // When
    List<PlannedFact> read = read("# a show\n\n{\"at_ms\":5,\"kind\":\"like\"}\n");

    // Then
    assertThat(read)
        .containsExactly(
            new PlannedFact(Duration.ofMillis(5), "file", "3", "", new Happening.Like(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "no json|UNREADABLE",
        "{\"at_ms\":1,\"kind\":\"dance\"}|BROKEN_RULE",
        "{\"at_ms\":-1,\"kind\":\"leave\"}|BROKEN_RULE",
        "{\"kind\":\"leave\"}|BROKEN_RULE",
        "{\"at_ms\":1,\"kind\":\"leave\"}|BACK_IN_TIME",
        "{\"at_ms\":9,\"kind\":\"paid\",\"order\":\"o\",\"minor\":-1}" + "|BROKEN_RULE",
        "{\"at_ms\":9,\"kind\":\"paid\",\"order\":\"o\",\"minor\":1.5}" + "|BROKEN_RULE",
        "{\"at_ms\":9,\"kind\":\"paid\",\"order\":\"o\",\"currency\":\"XYZ\",\"minor\":1}"
            + "|BROKEN_RULE",
        "{\"at_ms\":9,\"kind\":\"explain\",\"product\":\"p\"}|BROKEN_RULE",
        "{\"at_ms\":9,\"kind\":\"explain\",\"product\":\"p\",\"begins\":\"yes\"}" + "|BROKEN_RULE",
        "[]|BROKEN_RULE"
      })
  void shouldLeaveOutTheLineAloneWhenItIsBroken(String line, FileReport.Reason reason) {
    // Given
    FileReport report = new FileReport();
    String good = "{\"at_ms\":2,\"kind\":\"leave\"}\n";

    // When
    List<PlannedFact> read = read(good + line + "\n" + good, report);

    // Then
    assertThat(read).hasSize(2);
    assertThat(report.first()).containsExactly(new FileReport.LeftOut(2, reason));
    assertThat(report.counts()).containsExactly(Map.entry(reason, 1));
  }

  @Test
  void shouldRefuseAFileOfNoKnownKind(@TempDir Path folder) throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("facts.doc"), "x");

    // When / Then
    assertThatThrownBy(() -> FactFile.open(file))
        .isInstanceOf(FactFileException.class)
        .hasMessageContaining("no known kind");
  }

  @Test
  void shouldReadNothingFromOutsideAnXmlFile(@TempDir Path folder) throws IOException {
    // Given
    String bomb =
        "<!DOCTYPE i [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + "<i><d p=\"1,1,1,1,1,0,a,1\">&x;</d></i>";
    Path file = Files.writeString(folder.resolve("facts.xml"), bomb);

    // When / Then
    assertThatThrownBy(() -> FactFile.open(file)).isInstanceOf(FactFileException.class);
  }
}
