package dev.afterglow.commerce.input;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The real orders, read as plainly as can be: an independent way to what the product works out. */
public final class RealOrders {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("M/d/yy H:mm", Locale.ROOT);

  /** An invoice or a credit note; money in pence, product by product. */
  public record Order(String id, LocalDateTime time, String customer, List<Line> lines) {
    public boolean isRefund() {
      return id.startsWith("C");
    }
  }

  /** A line of an invoice. */
  public record Line(String product, int quantity, long minor) {}

  private RealOrders() {}

  public static Path file() {
    String told = System.getenv("AFTERGLOW_DATA");
    Path data = told == null ? besideCheckout() : Path.of(told);
    Path file = data.resolve("commerce/uci-online-retail-subset/online_retail.csv");
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

  /** Invoices and credit notes in the file's order; lines without price are left out. */
  public static List<Order> read() throws IOException {
    List<Order> orders = new ArrayList<>();
    String[] lines = Files.readString(file()).split("\\r\\n|\\r|\\n");
    for (int i = 1; i < lines.length; i++) {
      String plain = Pattern.compile("\"[^\"]*\"").matcher(lines[i]).replaceAll("quoted");
      String[] cells = plain.split(",", -1);
      // The excerpt ends in the middle of a line.
      if (cells.length == 8 && new BigDecimal(cells[5]).signum() > 0) {
        take(orders, cells);
      }
    }
    return orders;
  }

  private static void take(List<Order> orders, String[] cells) {
    int quantity = Integer.parseInt(cells[3]);
    if (cells[0].startsWith("C") == quantity > 0) {
      return;
    }
    if (orders.isEmpty() || !orders.getLast().id().equals(cells[0])) {
      orders.add(
          new Order(cells[0], LocalDateTime.parse(cells[4], TIME), cells[6], new ArrayList<>()));
    }
    long minor =
        new BigDecimal(cells[5])
            .movePointRight(2)
            .multiply(BigDecimal.valueOf(quantity))
            .longValueExact();
    orders.getLast().lines().add(new Line(cells[1], quantity, minor));
  }
}
