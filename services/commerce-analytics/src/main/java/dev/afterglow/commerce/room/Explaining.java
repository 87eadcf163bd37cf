package dev.afterglow.commerce.room;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which product is explained, and what that did to it. One at a time: the next one to begin ends
 * the one before. A fact of a segment that is older than the latest known is left out, and a click
 * counts for what was explained when it came in.
 */
final class Explaining {
  private static final class Explained {
    long segments;
    long seconds;
    long clicksInside;
    long clicksOutside;
  }

  private static final int MOST_SHOWN = 20;

  private final int mostProducts;
  private final Map<String, Explained> products = new TreeMap<>();
  private final TreeSet<String> changed = new TreeSet<>();
  private String now = "";
  private long since = Long.MIN_VALUE;

  Explaining(int mostProducts) {
    this.mostProducts = mostProducts;
  }

  /** The product that is explained; empty = none. */
  String now() {
    return now;
  }

  /** A segment begins or ends; false past the most products. */
  boolean segment(String productId, boolean begins, Instant time) {
    long second = time.getEpochSecond();
    if (second < since || (!begins && !productId.equals(now))) {
      return true;
    }
    if (!isKept(productId)) {
      return false;
    }
    if (!now.isEmpty()) {
      product(now).seconds += second - since;
    }
    since = second;
    now = begins ? productId : "";
    product(productId).segments += begins ? 1 : 0;
    // The running segment itself is kept under the empty name.
    changed.add("");
    return true;
  }

  /** A product was opened; false past the most products. */
  boolean click(String productId) {
    if (!isKept(productId)) {
      return false;
    }
    Explained product = product(productId);
    product.clicksInside += productId.equals(now) ? 1 : 0;
    product.clicksOutside += productId.equals(now) ? 0 : 1;
    return true;
  }

  private boolean isKept(String productId) {
    return products.size() < mostProducts || products.containsKey(productId);
  }

  private Explained product(String productId) {
    changed.add(productId);
    return products.computeIfAbsent(productId, _ -> new Explained());
  }

  /**
   * Products that were explained, longest first, at most 20, in a show between two times: a segment
   * that runs does so until the second.
   */
  List<ExplainFigures> figures(Instant first, Instant last) {
    long show = Math.max(0, last.getEpochSecond() - first.getEpochSecond());
    return products.entrySet().stream()
        .filter(entry -> entry.getValue().segments > 0)
        .map(entry -> figures(entry.getKey(), entry.getValue(), last, show))
        .sorted(
            Comparator.comparingLong(ExplainFigures::seconds)
                .reversed()
                .thenComparing(ExplainFigures::productId))
        .limit(MOST_SHOWN)
        .toList();
  }

  private ExplainFigures figures(String id, Explained product, Instant last, long show) {
    long running = id.equals(now) ? Math.max(0, last.getEpochSecond() - since) : 0;
    long seconds = product.seconds + running;
    return new ExplainFigures(
        id,
        product.segments,
        seconds,
        Math.max(0, show - seconds),
        product.clicksInside,
        product.clicksOutside);
  }

  void changes(PartSink sink) {
    changed.forEach(id -> sink.accept(key(id), value(id)));
    changed.clear();
  }

  void all(PartSink sink) {
    if (since != Long.MIN_VALUE) {
      sink.accept(key(""), value(""));
    }
    products.keySet().forEach(id -> sink.accept(key(id), value(id)));
  }

  void load(Unpacker key, Unpacker value) {
    String id = key.restAsText();
    if (id.isEmpty()) {
      since = value.number();
      now = value.text();
      return;
    }
    Explained product = new Explained();
    product.segments = value.number();
    product.seconds = value.number();
    product.clicksInside = value.number();
    product.clicksOutside = value.number();
    products.put(id, product);
  }

  private static byte[] key(String id) {
    return new Packer().raw(PartKind.EXPLAINED).raw(id.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  private byte[] value(String id) {
    if (id.isEmpty()) {
      return new Packer().number(since).text(now).bytes();
    }
    Explained product = products.getOrDefault(id, new Explained());
    return new Packer()
        .number(product.segments)
        .number(product.seconds)
        .number(product.clicksInside)
        .number(product.clicksOutside)
        .bytes();
  }
}
