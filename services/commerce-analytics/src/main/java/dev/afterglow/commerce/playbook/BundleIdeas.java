package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.ledger.PairRecord;
import dev.afterglow.commerce.ledger.ProductRecord;
import dev.afterglow.commerce.ledger.RoomLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two products on one card at one price. It is expected that who buys one of them takes both as
 * often as buyers of either did by themselves: whoever does leaves the bundle's margin instead of
 * the one product's, and whoever would have bought both anyhow saves the discount.
 */
final class BundleIdeas {
  private static final int FEWEST_ORDERS = 5;

  /**
   * What a room sold of two products.
   *
   * @param both orders that held both
   * @param one orders that held one of them
   * @param fromMinor what they cost one by one
   * @param aloneMinor what an order of one of them costs
   */
  private record Pair(
      String first, String second, double both, double one, long fromMinor, double aloneMinor) {}

  private final Terms terms;
  private final String currency;
  private final double minutes;

  /**
   * @param minutes minutes of the room in which somebody watched
   */
  BundleIdeas(Terms terms, String currency, double minutes) {
    this.terms = terms;
    this.currency = currency;
    this.minutes = minutes;
  }

  /** A bundle for each two products that five orders held both of. */
  List<Idea> bundles(RoomLedger ledger, List<ProductRecord> products) {
    Map<String, ProductRecord> byId =
        products.stream().collect(Collectors.toMap(ProductRecord::productId, Function.identity()));
    List<Idea> ideas = new ArrayList<>();
    for (PairRecord record : ledger.pairs()) {
      ProductRecord first = byId.get(record.first());
      ProductRecord second = byId.get(record.second());
      if (first != null && second != null && record.orders() >= FEWEST_ORDERS) {
        pair(first, second, record.orders()).flatMap(this::idea).ifPresent(ideas::add);
      }
    }
    return ideas;
  }

  private static Optional<Pair> pair(ProductRecord first, ProductRecord second, long both) {
    double alone = Math.max(0, orders(first) - both);
    double other = Math.max(0, orders(second) - both);
    if (first.priceMinor() <= 0 || second.priceMinor() <= 0 || alone + other == 0) {
      return Optional.empty();
    }
    double price = (alone * first.priceMinor() + other * second.priceMinor()) / (alone + other);
    return Optional.of(
        new Pair(
            first.productId(),
            second.productId(),
            both,
            alone + other,
            first.priceMinor() + second.priceMinor(),
            price));
  }

  private static double orders(ProductRecord product) {
    return product.all().count();
  }

  private Optional<Idea> idea(Pair pair) {
    long to = Math.round(pair.fromMinor() * (1 - terms.discount()));
    double saved = pair.fromMinor() - to;
    double cost = pair.fromMinor() * (1 - terms.grossMargin());
    // What one order more of both leaves, instead of one order of the one.
    double more = to - cost - pair.aloneMinor() * terms.grossMargin();
    if (more <= 0 || saved <= 0) {
      return Optional.empty();
    }
    double slot = terms.slotLength().toMinutes() / minutes;
    double share = (pair.both() + 0.5) / (pair.both() + pair.one() + 1);
    double ofShare = share * (1 - share) / (pair.both() + pair.one() + 2);
    double taken = pair.one() * slot * share;
    double given = pair.both() * slot * saved;
    double spread =
        square(pair.one() * slot * more) * ofShare
            + square(slot * share * more) * pair.one()
            + square(slot * saved) * pair.both();
    String condition =
        String.format(
            Locale.ROOT,
            "%.0f of %.0f orders of %s or %s held both",
            pair.both(),
            pair.both() + pair.one(),
            pair.first(),
            pair.second());
    double dearer = to - pair.aloneMinor();
    return Optional.of(
        new Idea(
            new Action.Bundle(List.of(pair.first(), pair.second()), currency, pair.fromMinor(), to),
            condition,
            Idea.effect(taken * more - given, Math.sqrt(spread)),
            margin -> new PayOffs.Change((margin + given) / more * dearer - given, margin)));
  }

  private static double square(double value) {
    return value * value;
  }
}
