package dev.afterglow.commerce.room;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happened to each product. At most so many products are kept apart: the money of further ones
 * still counts for the room, but under no product.
 */
final class Products {
  private static final class Product {
    final String id;
    long impressions;
    long clicks;
    long paidOrders;
    long units;
    final MoneyTally paid = new MoneyTally();

    Product(String id) {
      this.id = id;
    }

    ProductFigures figures() {
      return new ProductFigures(id, impressions, clicks, paidOrders, units, paid.sums());
    }
  }

  private static final Comparator<Product> BEST_FIRST =
      Comparator.comparingLong((Product product) -> product.paid.largest())
          .thenComparingLong(product -> product.paidOrders)
          .thenComparingLong(product -> product.clicks)
          .thenComparingLong(product -> product.impressions)
          .reversed()
          .thenComparing(product -> product.id);

  private final int mostProducts;
  private final Map<String, Product> products = new HashMap<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private long paidUnits;

  Products(int mostProducts) {
    this.mostProducts = mostProducts;
  }

  /** A product was shown; false past the most products. */
  boolean impression(String productId) {
    if (!isKept(productId)) {
      return false;
    }
    product(productId).impressions++;
    changed.add(productId);
    return true;
  }

  /** A product was opened; false past the most products. */
  boolean click(String productId) {
    if (!isKept(productId)) {
      return false;
    }
    product(productId).clicks++;
    changed.add(productId);
    return true;
  }

  /** An order's share of a product, or that share taken back. */
  void paid(String productId, int orders, long units, String currency, long minor) {
    paidUnits += units;
    if (!isKept(productId)) {
      return;
    }
    if (!products.containsKey(productId)) {
      // What orders add is derived from them; that the product is one of those kept is not.
      changed.add(productId);
    }
    Product product = product(productId);
    product.paidOrders += orders;
    product.units += units;
    product.paid.add(currency, minor);
  }

  /** Units paid of all products, of those too that are not kept apart. */
  long paidUnits() {
    return paidUnits;
  }

  private boolean isKept(String productId) {
    return products.size() < mostProducts || products.containsKey(productId);
  }

  private Product product(String productId) {
    return products.computeIfAbsent(productId, Product::new);
  }

  List<ProductFigures> top(int most) {
    return products.values().stream().sorted(BEST_FIRST).limit(most).map(Product::figures).toList();
  }

  void changes(PartSink sink) {
    changed.forEach(id -> pack(product(id), sink));
    changed.clear();
  }

  void all(PartSink sink) {
    products.values().forEach(product -> pack(product, sink));
  }

  private static void pack(Product product, PartSink sink) {
    byte[] value = new Packer().number(product.impressions).number(product.clicks).bytes();
    Packer key = new Packer().raw(PartKind.GOODS);
    sink.accept(key.raw(product.id.getBytes(StandardCharsets.UTF_8)).bytes(), value);
  }

  void load(Unpacker key, Unpacker value) {
    Product product = product(key.restAsText());
    product.impressions = value.number();
    product.clicks = value.number();
  }
}
