package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.demand.Rate;
import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.ledger.ProductRecord;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.TurnRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order in which products come, round and round: what each sells while it is explained may
 * depend on what was explained before it. Of all orders of at most five products the one that is
 * expected to leave most is proposed, and only where its whole interval is above 0, because the
 * best of many is flattered by chance. What a product sells after one and after the others begins
 * with what it sells while it is explained at all, believed as five minutes are, so an order of
 * which little was seen promises little.
 */
final class OrderIdeas {
  private static final int FEWEST_MINUTES = 5;
  private static final int FEWEST_PRODUCTS = 3;
  private static final int MOST_PRODUCTS = 5;
  private static final double BELIEVED_MINUTES = 5;
  private static final double UNSOLD = 0.5;
  private static final Sales NOTHING = new Sales(0, 0);

  /** What a step of the order adds, a slot: mean and variance of the margin. */
  private record Gain(double mean, double variance) {
    static final Gain NONE = new Gain(0, 0);

    Gain plus(Gain other) {
      return new Gain(mean + other.mean, variance + other.variance);
    }
  }

  private record Best(List<ProductRecord> order, Gain gain) {}

  private final Terms terms;
  private final double minutes;
  private final double dispersion;
  private final Map<List<String>, Sales> turns = new HashMap<>();

  /**
   * @param minutes minutes of the room in which somebody watched
   * @param dispersion by how much orders scatter more than Poisson's
   */
  OrderIdeas(Terms terms, double minutes, double dispersion) {
    this.terms = terms;
    this.minutes = minutes;
    this.dispersion = dispersion;
  }

  /** The best order, where one is surely better than how it went. */
  Optional<Idea> order(RoomLedger ledger, List<ProductRecord> products) {
    for (TurnRecord turn : ledger.turns()) {
      turns.put(List.of(turn.productId(), turn.after()), turn.sales());
    }
    List<ProductRecord> explained =
        products.stream()
            .filter(it -> it.explained().exposure() >= FEWEST_MINUTES && it.priceMinor() > 0)
            .sorted(
                Comparator.comparingDouble((ProductRecord it) -> it.explained().exposure())
                    .reversed()
                    .thenComparing(ProductRecord::productId))
            .limit(MOST_PRODUCTS)
            .toList();
    if (explained.size() < FEWEST_PRODUCTS) {
      return Optional.empty();
    }
    // It goes round, so it makes no difference which one is first.
    List<ProductRecord> rest = new ArrayList<>(explained.subList(1, explained.size()));
    Best best = best(new ArrayList<>(explained.subList(0, 1)), rest);
    Effect effect = Idea.effect(best.gain().mean(), Math.sqrt(best.gain().variance()));
    return effect.low() <= 0
        ? Optional.empty()
        : Optional.of(
            new Idea(
                new Action.Order(best.order().stream().map(ProductRecord::productId).toList()),
                condition(best.order()),
                effect,
                Idea.atListPrice(terms.grossMargin())));
  }

  private Best best(List<ProductRecord> order, List<ProductRecord> rest) {
    if (rest.isEmpty()) {
      return new Best(List.copyOf(order), gain(order));
    }
    @Nullable Best best = null;
    for (ProductRecord next : rest) {
      List<ProductRecord> longer = new ArrayList<>(order);
      longer.add(next);
      Best found = best(longer, rest.stream().filter(it -> !it.equals(next)).toList());
      if (best == null || found.gain().mean() > best.gain().mean()) {
        best = found;
      }
    }
    return Objects.requireNonNull(best);
  }

  private Gain gain(List<ProductRecord> order) {
    Gain gain = Gain.NONE;
    for (int i = 0; i < order.size(); i++) {
      gain = gain.plus(gain(order.get(i), order.get(Math.floorMod(i - 1, order.size()))));
    }
    return gain;
  }

  /** Against how it went, which was partly so already. */
  private Gain gain(ProductRecord product, ProductRecord after) {
    Sales all = product.explained();
    Sales then = turns.getOrDefault(List.of(product.productId(), after.productId()), NOTHING);
    Rate prior =
        new Rate((all.count() + UNSOLD) / all.exposure() * BELIEVED_MINUTES, BELIEVED_MINUTES);
    Rate so = prior.with(then.count(), then.exposure());
    Rate otherwise =
        prior.with(
            Math.max(0, all.count() - then.count()), Math.max(0, all.exposure() - then.exposure()));
    double changed = 1 - then.exposure() / all.exposure();
    double worth =
        terms.slotLength().toMinutes()
            * all.exposure()
            / minutes
            * changed
            * product.unitsAnOrder()
            * product.priceMinor()
            * terms.grossMargin();
    return new Gain(
        (so.mean() - otherwise.mean()) * worth,
        (Idea.variance(so) + Idea.variance(otherwise)) * dispersion * worth * worth);
  }

  /** Tells of the step that differs most. */
  private String condition(List<ProductRecord> order) {
    int most = 0;
    for (int i = 1; i < order.size(); i++) {
      if (step(order, i).mean() > step(order, most).mean()) {
        most = i;
      }
    }
    ProductRecord product = order.get(most);
    ProductRecord before = order.get(Math.floorMod(most - 1, order.size()));
    Sales then = turns.getOrDefault(List.of(product.productId(), before.productId()), NOTHING);
    return String.format(
        Locale.ROOT,
        "explained after %s, %s sold %.2f orders a minute, in all its explained minutes %.2f",
        before.productId(),
        product.productId(),
        then.exposure() == 0 ? 0 : then.count() / then.exposure(),
        product.explained().count() / product.explained().exposure());
  }

  private Gain step(List<ProductRecord> order, int place) {
    return gain(order.get(place), order.get(Math.floorMod(place - 1, order.size())));
  }
}
