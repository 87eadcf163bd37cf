package dev.afterglow.facts.synthetic;

import java.util.List;

/** A product of the made-up shop, with its price in fen. */
record Product(String id, long priceMinor) {
  static final List<Product> ALL =
      List.of(
          new Product("linen-shirt", 12_900),
          new Product("sun-cream", 6_990),
          new Product("tea-set", 19_800),
          new Product("canvas-bag", 8_900),
          new Product("rain-boots", 15_900),
          new Product("silk-scarf", 23_900),
          new Product("desk-lamp", 11_900),
          new Product("oat-biscuits", 2_990));
}
