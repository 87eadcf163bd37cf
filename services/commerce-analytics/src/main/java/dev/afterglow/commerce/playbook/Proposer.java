package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.demand.Elasticity;
import dev.afterglow.commerce.demand.PriceModel;
import dev.afterglow.commerce.demand.Rate;
import dev.afterglow.commerce.demand.RatePrior;
import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.experiment.Baseline;
import dev.afterglow.commerce.experiment.SlotsToSettle;
import dev.afterglow.commerce.ledger.ProductRecord;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.Takings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.DoubleStream;

/**
 * Makes proposals from a room's figures by the demand model. Everything it makes is a hypothesis:
 * figures of a show that nobody randomised say what went together, not what did what.
 */
public final class Proposer {
  private static final double Z80 = 1.2815515655446004;
  private static final int MOST = 5;

  /** More slots than this are not counted: no show has them. */
  public static final int MOST_SLOTS = 2_000;

  private static final int FEWEST_ORDERS = 5;

  /** Where nothing was sold yet: an order in ten minutes, believed as one minute is. */
  private static final Rate ROOM = new Rate(0.1, 1);

  private static final int BASELINE_SLOTS = 6;

  private final Terms terms;

  /** Proposals on these terms. */
  public Proposer(Terms terms) {
    this.terms = terms;
  }

  /**
   * What to try, best first; nothing where too little is known.
   *
   * @param results the room's settled playbooks: what they measured counts too
   */
  public List<Proposal> propose(
      String roomId, RoomLedger ledger, List<Playbook.Settled> results, Instant now) {
    Takings all = ledger.takings();
    if (ledger.minutes() < terms.fewestMinutes() || all.orders() < FEWEST_ORDERS) {
      return List.of();
    }
    Context context = Context.of(roomId, ledger, all, terms, new Learned(results), now);
    List<ProductRecord> products = ledger.products();
    PriceModel prices = new PriceModel(products.stream().map(ProductRecord::byPrice).toList());
    Rate otherwise = RatePrior.of(products.stream().map(ProductRecord::otherwise).toList(), ROOM);
    List<Proposal> proposals = new ArrayList<>();
    for (ProductRecord product : products) {
      explain(product, otherwise, context).ifPresent(proposals::add);
      price(product, prices, otherwise, context).ifPresent(proposals::add);
    }
    return proposals.stream()
        .sorted(
            Comparator.comparingDouble((Proposal proposal) -> proposal.effect().minor())
                .reversed()
                .thenComparing(proposal -> proposal.action().productId()))
        .limit(MOST)
        .toList();
  }

  /** What holds for all proposals of one room at one time. */
  private record Context(
      String roomId,
      String currency,
      double orderMinor,
      Baseline baseline,
      double dispersion,
      Learned learned,
      Instant now) {
    static Context of(
        String roomId, RoomLedger ledger, Takings all, Terms terms, Learned learned, Instant now) {
      double slots = ledger.minutes() / (double) terms.slotLength().toMinutes();
      double perSlot = all.orders() / slots;
      double orderMinor = Math.max(1, all.marginMinor(terms.grossMargin()) / all.orders());
      double believed = Math.min(slots, BASELINE_SLOTS);
      return new Context(
          roomId,
          ledger.currency(),
          orderMinor,
          new Baseline(perSlot * believed, believed),
          ledger.dispersion(terms.slotLength()),
          learned,
          now);
    }

    double perSlot() {
      return baseline.outcome() / baseline.exposure();
    }
  }

  /** Explaining against not explaining, as the two went before. */
  private Optional<Proposal> explain(ProductRecord product, Rate prior, Context context) {
    if (product.explained().exposure() < 1 || product.priceMinor() <= 0) {
      return Optional.empty();
    }
    Rate with = known(prior, product.explained());
    Rate without = known(prior, product.otherwise());
    double worth = product.unitsAnOrder() * product.priceMinor() * terms.grossMargin();
    double minutes = terms.slotLength().toMinutes();
    double mean = (with.mean() - without.mean()) * minutes * worth;
    double deviation = Math.sqrt(variance(with) + variance(without)) * minutes * worth;
    Action action = new Action.Explain(product.productId());
    Effect model = new Effect(mean, mean - Z80 * deviation, mean + Z80 * deviation);
    Effect effect = context.learned().of(action, model);
    String condition =
        String.format(
            Locale.ROOT,
            "%.0f of %.0f minutes explained it and sold %.2f orders a minute, the others %.2f",
            product.explained().exposure(),
            product.explained().exposure() + product.otherwise().exposure(),
            with.mean(),
            without.mean());
    // What explaining sells more is sold at the same price.
    List<PayOffs.Change> changes =
        DoubleStream.of(effect.minor(), effect.low(), effect.high())
            .mapToObj(margin -> new PayOffs.Change(margin / terms.grossMargin(), margin))
            .toList();
    return proposal(action, condition, effect, changes, context);
  }

  private static Rate known(Rate prior, Sales sales) {
    return prior.with(sales.count(), sales.exposure());
  }

  private static double variance(Rate rate) {
    return rate.shape() / (rate.exposure() * rate.exposure());
  }

  /** A lower price in the slot, by the elasticity or, unknown, by what its category would do. */
  private Optional<Proposal> price(
      ProductRecord product, PriceModel prices, Rate prior, Context context) {
    long to = Math.round(product.priceMinor() * (1 - terms.discount()));
    double cost = product.priceMinor() * (1 - terms.grossMargin());
    // Below cost more sales lose more: no elasticity makes that pay.
    if (to <= cost || to >= product.priceMinor()) {
      return Optional.empty();
    }
    Elasticity said = prices.of(product.byPrice());
    Elasticity.Known used = said instanceof Elasticity.Known known ? known : prices.category();
    Rate rate =
        prior.with(
            product.explained().count() + product.otherwise().count(),
            product.explained().exposure() + product.otherwise().exposure());
    SlotPrice slot =
        new SlotPrice(
            product.priceMinor(),
            to,
            cost,
            rate.mean() * terms.slotLength().toMinutes() * product.unitsAnOrder());
    Action action =
        new Action.Price(product.productId(), context.currency(), product.priceMinor(), to);
    double unsure = Z80 * Math.sqrt(variance(rate)) / rate.mean();
    Effect effect = context.learned().of(action, slot.effect(used, unsure));
    List<PayOffs.Change> changes =
        DoubleStream.of(effect.minor(), effect.low(), effect.high())
            .mapToObj(slot::change)
            .toList();
    String condition =
        said instanceof Elasticity.Known known
            ? String.format(
                Locale.ROOT,
                "its elasticity is %.1f, 80 %% between %.1f and %.1f",
                known.mean(),
                known.low(),
                known.high())
            : "its elasticity is unknown; expected is what its like would do";
    return proposal(action, condition, effect, changes, context);
  }

  private Optional<Proposal> proposal(
      Action action,
      String condition,
      Effect effect,
      List<PayOffs.Change> changes,
      Context context) {
    if (effect.minor() <= 0) {
      return Optional.empty();
    }
    double ratio = 1 + effect.minor() / (context.perSlot() * context.orderMinor());
    int slots =
        Math.min(MOST_SLOTS, SlotsToSettle.of(context.perSlot(), ratio, context.dispersion()));
    return Optional.of(
        new Proposal(
            id(action, context),
            context.roomId(),
            action,
            condition,
            effect,
            context.orderMinor(),
            context.baseline(),
            slots,
            terms.slotLength(),
            terms.washout(),
            PayOffs.of(changes, terms.shares()),
            context.now(),
            context.now().plus(terms.lapse())));
  }

  /** The same action in the same stretch of time is the same proposal, whoever makes it. */
  private UUID id(Action action, Context context) {
    long stretch = Math.floorDiv(context.now().toEpochMilli(), terms.lapse().toMillis());
    String kind = action.getClass().getSimpleName();
    String name =
        String.join("|", context.roomId(), kind, action.productId(), Long.toString(stretch));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
