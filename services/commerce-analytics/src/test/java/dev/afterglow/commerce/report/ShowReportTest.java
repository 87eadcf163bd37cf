package dev.afterglow.commerce.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.commerce.demand.Factor;
import dev.afterglow.commerce.demand.FactorFindings;
import dev.afterglow.commerce.demand.FactorScore;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.factor.ShowFactors;
import dev.afterglow.commerce.playbook.Effect;
import dev.afterglow.commerce.playbook.Evidence;
import dev.afterglow.commerce.playbook.Playbooks;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.commerce.show.Standings;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** {@code -Dreport.write=FOLDER} keeps what is made, to be looked at. */
class ShowReportTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final PlayedShow PLAYED = new PlayedShow(11);
  private static final Show SHOW = PLAYED.show();

  private static String html(Show show, String language) {
    return HtmlReport.of(ShowReport.of(show, language, SHANGHAI));
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return plain(new PDFTextStripper().getText(document));
    }
  }

  /**
   * A typeface draws letters that look alike with one glyph, so a text read back may name another.
   */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replace(Wording.JOINED, "");
  }

  private static void keep(String name, byte[] content) throws IOException {
    String folder = System.getProperty("report.write");
    if (folder != null) {
      Files.createDirectories(Path.of(folder));
      Files.write(Path.of(folder, name), content);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void shouldBeOnePageThatNeedsNothingElseInEitherLanguage(String language) throws Exception {
    // When
    String page = html(SHOW, language);
    keep("report-" + language + ".html", page.getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(page).contains("<svg").doesNotContain("<script").doesNotContain("http");
    assertThat(page).doesNotContain(" src=").doesNotContain("@import").doesNotContain("url(");
    DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
    String closed =
        page.replace("<!DOCTYPE html>", "")
            .replace("<meta charset=\"utf-8\">", "")
            .replace("<meta name=\"viewport\" content=\"width=device-width\">", "");
    assertThat(xml.newDocumentBuilder().parse(new InputSource(new StringReader(closed))))
        .isNotNull();
    assertThat(page)
        .contains(language.equals("en") ? "What to do" : "接下来做什么")
        .contains(language.equals("en") ? "Hypothesis" : "假设")
        .contains(language.equals("en") ? "unknown" : "未知");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void shouldSayTheSameInPdf(String language) throws Exception {
    // Given
    Report report = ShowReport.of(SHOW, language, SHANGHAI);

    // When
    byte[] pdf = PdfReport.of(report);
    keep("report-" + language + ".pdf", pdf);

    // Then
    String text = text(pdf);
    assertThat(text).contains(plain(report.title())).doesNotContain("?");
    for (Report.Block block : report.blocks()) {
      if (block instanceof Report.Heading heading) {
        assertThat(text).contains(plain(heading.text()));
      }
      if (block instanceof Report.Tiles tiles) {
        tiles.tiles().forEach(tile -> assertThat(text).contains(plain(tile.value())));
      }
    }
    assertThat(pdf.length).isLessThan(1_000_000);
  }

  @Test
  void shouldNameNoViewerAndQuoteNoComment() throws Exception {
    // Given
    List<String> personal =
        PLAYED.facts().stream()
            .flatMap(
                fact ->
                    fact.what() instanceof Happening.Comment comment
                        ? Stream.of(comment.text())
                        : Stream.of(fact.viewer()))
            .filter(text -> text.length() > 3)
            .distinct()
            .toList();

    // When
    String page = html(SHOW, "zh-CN");
    String paper = text(PdfReport.of(ShowReport.of(SHOW, "zh-CN", SHANGHAI)));

    // Then
    assertThat(personal).hasSizeGreaterThan(1_000);
    assertThat(personal).noneMatch(page::contains).noneMatch(paper::contains);
  }

  @Test
  void shouldTellThePeakTheWaveAndWhatStoodBeside() {
    // When
    String page = html(SHOW, "en");

    // Then: Shanghai is eight hours ahead of the show's noon.
    assertThat(page)
        .contains("21:0")
        .contains("linen-shirt cost less")
        .contains("orders had money back")
        .contains("need not have caused each other")
        .contains("Not known: people")
        .contains("Who would lose: brand");
  }

  @Test
  void shouldCompareWithPastShowsWhenThereAreEnough() {
    // When
    String english = html(SHOW, "en");
    String chinese = html(SHOW, "zh-CN");

    // Then: of twelve past shows with 0.55 to 1.47 times as much, six had less
    assertThat(english).contains("own past shows").contains("<td>50%</td><td>12</td>");
    assertThat(chinese).contains("与本店往期直播相比");
  }

  @Test
  void shouldSayThatNothingIsKnownWhenPastShowsAreFew() {
    // Given
    Standings few = new Standings("taobao/882", 9, List.of());

    // When
    String page = html(compared(Optional.of(few)), "en");
    String alone = html(compared(Optional.empty()), "zh-CN");

    // Then
    assertThat(page).contains("the shop has 9, and below 10 nothing is said");
    assertThat(alone).contains("未与往期直播比较：未知本场所属店铺");
  }

  private static Show compared(Optional<Standings> standings) {
    return new Show(
        SHOW.roomId(),
        SHOW.figures(),
        false,
        SHOW.history(),
        SHOW.turns(),
        SHOW.economics(),
        SHOW.shares(),
        standings,
        SHOW.playbooks(),
        SHOW.factors());
  }

  @Test
  void shouldCallAnAssociationWhatSalesWentWith() {
    // Given
    FactorScore rain =
        new FactorScore(
            Factor.Kind.OUTSIDE, "weather.rain", 20, -60, -52, true, 1.4, 1.2, 1.6, 0.5);
    FactorScore look =
        new FactorScore(Factor.Kind.LOOK, "qipao/half", 20, -52, -45, true, 1.3, 1.1, 1.5, 0.5);
    FactorScore noise =
        new FactorScore(Factor.Kind.OUTSIDE, "moon", 20, -60, -60, false, 1, 0.9, 1.1, 0.5);
    ShowFactors factors =
        new ShowFactors(
            5,
            new FactorFindings(20, 4.1, List.of(rain, look, noise)),
            List.of(new ShowFactors.Shown(look, Verdict.HELPS)));
    Show show = with(factors);

    // When
    String english = html(show, "en");
    String chinese = html(show, "zh-CN");

    // Then
    assertThat(english)
        .contains("Orders were 1.4 times as many with 0.5 more of weather.rain")
        .contains("better by 8 nats, and 4.1 are asked for")
        .contains("An association, not a cause.")
        .contains("Randomised slots say that it helps.")
        .doesNotContain("moon");
    assertThat(chinese).contains("weather.rain 高 0.5 时").contains("这是相关，不是因果");
  }

  private static Show with(ShowFactors factors) {
    return new Show(
        SHOW.roomId(),
        SHOW.figures(),
        false,
        SHOW.history(),
        SHOW.turns(),
        SHOW.economics(),
        SHOW.shares(),
        SHOW.standings(),
        SHOW.playbooks(),
        factors);
  }

  /**
   * Adults read 228 words of English or 255 characters of Chinese a minute aloud, and more in
   * silence: Trauzettel-Klosinski and Dietz, "Standardized Assessment of Reading Performance",
   * Investigative Ophthalmology and Visual Science 53 (2012), table 2.
   */
  @Test
  void shouldBeReadInThreeMinutes() {
    // When
    String english = read(html(SHOW, "en"));
    String chinese = read(html(SHOW, "zh-CN"));

    // Then
    long words = Stream.of(english.split("\\s+")).filter(it -> !it.isBlank()).count();
    long signs = chinese.codePoints().filter(Character::isIdeographic).count();
    System.out.printf("the report: %d words of English, %d Chinese characters%n", words, signs);
    assertThat(words).isBetween(200L, 3L * 228);
    assertThat(signs).isBetween(200L, 3L * 255);
  }

  /** What stands in sentences: not the marks of charts, nor figures in tables. */
  private static String read(String page) {
    return page.replaceAll("(?s)<(style|svg|table|head)\\b.*?</\\1>", " ")
        .replaceAll("<[^>]*>", " ");
  }

  @Test
  void shouldCallShownWhatSlotsHaveShown() {
    // Given
    Playbooks.Shown proposed = SHOW.playbooks().getFirst();
    Evidence helps = new Evidence(20, Verdict.HELPS, 30, 0.1, new Effect(900, 200, 1_500));
    Show tested =
        new Show(
            SHOW.roomId(),
            SHOW.figures(),
            true,
            SHOW.history(),
            SHOW.turns(),
            SHOW.economics(),
            SHOW.shares(),
            SHOW.standings(),
            List.of(new Playbooks.Shown(proposed.playbook(), helps)),
            SHOW.factors());

    // When
    String page = html(tested, "en");

    // Then
    assertThat(page)
        .contains("20 randomised slots say that it helps")
        .contains("not committed yet");
  }

  @Test
  void shouldSayUnknownWhenNextToNothingHappened() throws Exception {
    // Given: one product with a name that would end the page, one viewer.
    RoomFacts facts = new RoomFacts();
    RoomKernel kernel = new RoomKernel(RoomLimits.DEFAULT, RoomFacts.SPLIT);
    String odd = "</main><b>😀";
    for (Happening what :
        List.of(
            new Happening.Enter(""),
            RoomFacts.created("o", RoomFacts.line(odd, 1, 500)),
            RoomFacts.paid("o", 500))) {
      Fact fact = facts.of(0, "v", what);
      kernel.apply(fact, fact.occurred());
    }
    Show show = PlayedShow.minuteOf(kernel);

    // When
    String page = html(show, "en");
    String paper = text(PdfReport.of(ShowReport.of(show, "en", SHANGHAI)));

    // Then
    assertThat(page)
        .contains("is unknown")
        .contains("Viewers were fewer than 10", "too few people")
        .contains("too little is known")
        .contains("advertising, computing, people")
        .contains("&lt;/main&gt;&lt;b&gt;")
        .doesNotContain("</main><b>");
    assertThat(paper).contains("</main><b>?");
  }
}
