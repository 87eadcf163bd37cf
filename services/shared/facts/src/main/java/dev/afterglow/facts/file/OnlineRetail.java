package dev.afterglow.facts.file;

import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import dev.afterglow.facts.PlannedFact;
import dev.afterglow.facts.file.FileReport.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Orders as UCI Online Retail lists them: a line an order line, in pounds. An invoice becomes an
 * order that is paid at once. An invoice whose number begins with C is a credit note and becomes a
 * refund of the latest invoice before it, of the same customer, that holds the product; where there
 * is none, of an order of the note's own number, which never was paid and is flagged. Lines that
 * cannot be taken are left out and reported. Invoices of more than 200 lines are split and count as
 * several orders.
 */
final class OnlineRetail {
  private static final int CELLS = 8;
  private static final int MOST_LINES = 200;
  private static final int MOST_PIECES = 1_000_000;
  private static final long MOST_LINE_MINOR = 1_000_000_000_000L / MOST_LINES;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("M/d/yy H:mm", Locale.ROOT);

  private record Row(
      String invoice,
      String product,
      int quantity,
      LocalDateTime time,
      long priceMinor,
      String customer) {}

  private final List<PlannedFact> facts = new ArrayList<>();
  private final Map<String, String> boughtIn = new LinkedHashMap<>();
  private final List<Row> invoice = new ArrayList<>();
  private LocalDateTime start = LocalDateTime.MAX;

  private final FileReport report;

  private OnlineRetail(FileReport report) {
    this.report = report;
  }

  /** The lines may end in CR, LF or both; the first one is the header. */
  static List<PlannedFact> read(BufferedReader reader, FileReport report) throws IOException {
    OnlineRetail retail = new OnlineRetail(report);
    reader.readLine();
    int number = 1;
    String next;
    for (String text = reader.readLine(); text != null; text = next) {
      next = reader.readLine();
      number++;
      List<String> cells = CsvCells.of(text);
      boolean cutOff = next == null && cells.size() < CELLS;
      if (cutOff) {
        report.leaveOut(number, Reason.CUT_OFF);
      } else if (!text.isBlank()) {
        retail.take(cells, number);
      }
    }
    retail.close();
    return retail.facts;
  }

  private void take(List<String> cells, int number) {
    Row row;
    try {
      row = row(cells);
    } catch (IndexOutOfBoundsException
        | DateTimeException
        | ArithmeticException
        | NumberFormatException e) {
      report.leaveOut(number, Reason.UNREADABLE);
      return;
    }
    Optional<Reason> fault = fault(row);
    if (fault.isPresent()) {
      report.leaveOut(number, fault.get());
    } else {
      take(row);
    }
  }

  private static Row row(List<String> cells) {
    return new Row(
        cells.get(0),
        cells.get(1),
        Integer.parseInt(cells.get(3)),
        LocalDateTime.parse(cells.get(4), TIME),
        new BigDecimal(cells.get(5))
            .movePointRight(2)
            .setScale(0, RoundingMode.HALF_EVEN)
            .longValueExact(),
        cells.get(6));
  }

  private static boolean isCreditNote(Row row) {
    return row.invoice().startsWith("C") && row.quantity() < 0;
  }

  private static Optional<Reason> fault(Row row) {
    if (row.quantity() <= 0 && !isCreditNote(row)) {
      return Optional.of(Reason.NO_SALE);
    }
    if (row.priceMinor() <= 0) {
      return Optional.of(Reason.NO_PRICE);
    }
    if (row.quantity() > MOST_PIECES) {
      return Optional.of(Reason.TOO_MANY);
    }
    // A sum of 200 such lines, or of one line, stays within the most that money may be.
    return Math.abs((long) row.quantity()) * row.priceMinor() > MOST_LINE_MINOR
        ? Optional.of(Reason.BROKEN_RULE)
        : Optional.empty();
  }

  private void take(Row row) {
    boolean back = isCreditNote(row);
    if (start.equals(LocalDateTime.MAX)) {
      start = row.time();
    }
    if (!invoice.isEmpty()
        && (back
            || invoice.size() == MOST_LINES
            || !invoice.getFirst().invoice().equals(row.invoice()))) {
      close();
    }
    if (back) {
      refund(row);
    } else {
      invoice.add(row);
    }
  }

  private void close() {
    if (invoice.isEmpty()) {
      return;
    }
    Row first = invoice.getFirst();
    // A split invoice goes on under another order id; the line's place keeps ids apart.
    String order = first.invoice() + "-" + facts.size();
    List<Happening.OrderLine> lines = new ArrayList<>();
    long total = 0;
    for (Row row : invoice) {
      lines.add(new Happening.OrderLine(row.product(), row.quantity(), pounds(row.priceMinor())));
      total += row.quantity() * row.priceMinor();
      boughtIn.put(row.customer() + " " + row.product(), order);
    }
    add(first, new Happening.OrderCreated(order, lines));
    add(first, new Happening.OrderPaid(order, pounds(total)));
    invoice.clear();
  }

  private void refund(Row row) {
    String known = boughtIn.get(row.customer() + " " + row.product());
    String order = row.customer().isEmpty() || known == null ? row.invoice() : known;
    long amount = Math.multiplyExact(-(long) row.quantity(), row.priceMinor());
    add(row, new Happening.OrderRefunded(order, pounds(amount)));
  }

  private void add(Row row, Happening what) {
    Duration offset = Duration.between(start, row.time());
    Duration last = facts.isEmpty() ? Duration.ZERO : facts.getLast().offset();
    // The file goes back by a minute here and there.
    Duration at = offset.compareTo(last) < 0 ? last : offset;
    facts.add(
        new PlannedFact(at, "online-retail", Integer.toString(facts.size()), row.customer(), what));
  }

  private static Money pounds(long minor) {
    return new Money("GBP", minor);
  }
}
