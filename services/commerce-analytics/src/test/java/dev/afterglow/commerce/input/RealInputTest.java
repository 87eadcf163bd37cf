package dev.afterglow.commerce.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterglow.commerce.room.MoneySum;
import dev.afterglow.commerce.room.NaiveRoom;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.commerce.words.ChineseWords;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.PlannedFact;
import dev.afterglow.facts.file.FactFile;
import dev.afterglow.facts.file.FileReport;
import dev.afterglow.facts.file.FileReport.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Real comments and real orders, against sums worked out from the raw files in another way. */
class RealInputTest {
  private static final Pattern COMMENT =
      Pattern.compile("<d p=\"([^\"]*)\">([^<]*)</d>", Pattern.DOTALL);

  /** The folder of real input beside the checkout, or the one that AFTERGLOW_DATA names. */
  private static Path data(String name) {
    String told = System.getenv("AFTERGLOW_DATA");
    Path data = told == null ? besideCheckout() : Path.of(told);
    Path file = data.resolve(name);
    assumeTrue(Files.exists(file), "skipped: no real input at " + file);
    return file;
  }

  private static Path besideCheckout() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder.getParent() != null && !Files.exists(folder.resolve("gradle-free-scripts"))) {
      folder = folder.getParent();
    }
    return folder.resolve("../shared/data").normalize();
  }

  private record Played(RoomKernel kernel, NaiveRoom naive, Instant end, FileReport report) {}

  private static Played play(Path file) throws IOException {
    var words = new ChineseWords();
    RoomKernel kernel = new RoomKernel(RoomLimits.DEFAULT, words);
    NaiveRoom naive = new NaiveRoom(words);
    Instant now = RoomFacts.START;
    FileReport report;
    try (FactFile facts = FactFile.open(file)) {
      for (Iterator<PlannedFact> plan = facts.facts(); plan.hasNext(); ) {
        PlannedFact planned = plan.next();
        now = RoomFacts.START.plus(planned.offset());
        Fact fact = planned.happening(RoomFacts.ROOM, "run", now, now);
        kernel.apply(fact, now);
        naive.apply(fact, now);
      }
      report = facts.report();
    }
    return new Played(kernel, naive, now, report);
  }

  @Test
  void shouldCountRealCommentsAsAPlainReadingDoes() throws IOException {
    // Given
    Path file = data("commerce/danmaku-bilibili-flamemaster/comments.xml");
    Matcher raw = COMMENT.matcher(Files.readString(file));
    long comments = 0;
    long groupPhotos = 0;
    Set<String> senders = new HashSet<>();
    while (raw.find()) {
      if (!raw.group(2).isBlank()) {
        comments++;
        groupPhotos += raw.group(2).contains("合影") ? 1 : 0;
        senders.add(raw.group(1).split(",")[6]);
      }
    }

    // When
    Played played = play(file);
    RoomFigures figures = played.kernel().figures(played.end());

    // Then
    assertThat(figures.comments()).isEqualTo(comments).isGreaterThan(1_200);
    assertThat(figures.viewers()).isEqualTo(senders.size());
    // The tally holds 2,000 words of this stream exactly, so the slow room agrees on all of them.
    assertThat(figures).isEqualTo(played.naive().figures(played.end()));
    assertThat(figures.frequentWords().getFirst().word()).isEqualTo("合影");
    assertThat(figures.frequentWords().getFirst().comments())
        .isBetween(groupPhotos * 9 / 10, groupPhotos);
  }

  @Test
  void shouldAddUpRealOrdersAsAPlainReadingDoes() throws IOException {
    // Given
    Path file = data("commerce/uci-online-retail-subset/online_retail.csv");
    Map<String, BigDecimal> invoices = new HashMap<>();
    Map<String, BigDecimal> products = new HashMap<>();
    BigDecimal paid = BigDecimal.ZERO;
    int noPrice = 0;
    int noSale = 0;
    for (List<String> row : rows(file)) {
      int quantity = Integer.parseInt(row.get(3));
      BigDecimal price = new BigDecimal(row.get(5));
      boolean moves = quantity > 0 || row.get(0).startsWith("C");
      noSale += moves ? 0 : 1;
      noPrice += moves && price.signum() <= 0 ? 1 : 0;
      if (quantity > 0 && price.signum() > 0) {
        BigDecimal total = price.multiply(BigDecimal.valueOf(quantity));
        invoices.merge(row.get(0), total, BigDecimal::add);
        products.merge(row.get(1), total, BigDecimal::add);
        paid = paid.add(total);
      }
    }

    // When
    Played played = play(file);
    RoomFigures figures = played.kernel().figures(played.end());

    // Then
    assertThat(figures.gmvPaid()).containsExactly(new MoneySum("GBP", minor(paid)));
    assertThat(played.report().counts())
        .isEqualTo(Map.of(Reason.NO_PRICE, noPrice, Reason.NO_SALE, noSale, Reason.CUT_OFF, 1));
    assertThat(figures.orders()).isEqualTo(figures.paidOrders());
    assertThat(figures.orders()).isGreaterThanOrEqualTo(invoices.size());
    assertThat(figures).isEqualTo(played.naive().figures(played.end()));
    assertThat(figures.gmvNet().getFirst().minor()).isLessThan(minor(paid)).isPositive();
    figures
        .topProducts()
        .forEach(
            product ->
                assertThat(product.gmvPaid())
                    .as(product.productId())
                    .containsExactly(
                        new MoneySum("GBP", minor(products.get(product.productId())))));
  }

  private static long minor(BigDecimal pounds) {
    return pounds.movePointRight(2).longValueExact();
  }

  /** Quotes are taken out with their commas, as plainly as can be. */
  private static List<List<String>> rows(Path file) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    String[] lines = Files.readString(file).split("\\r\\n|\\r|\\n");
    for (int i = 1; i < lines.length; i++) {
      String plain = Pattern.compile("\"[^\"]*\"").matcher(lines[i]).replaceAll("quoted");
      List<String> cells = List.of(plain.split(",", -1));
      // The excerpt ends in the middle of a line.
      if (cells.size() == 8) {
        rows.add(cells);
      }
    }
    return rows;
  }
}
