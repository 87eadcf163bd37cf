package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.demand.Elasticity;
import dev.afterglow.commerce.demand.PastSales;
import dev.afterglow.commerce.demand.PriceModel;
import dev.afterglow.commerce.demand.Rate;
import dev.afterglow.commerce.demand.RatePrior;
import dev.afterglow.commerce.demand.Sales;
import dev.afterglow.commerce.experiment.Baseline;
import dev.afterglow.commerce.experiment.SlotsToSettle;
import dev.afterglow.commerce.ledger.ProductRecord;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.ledger.Takings;
import dev.afterglow.commerce.room.OpenQuestion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.DoubleStream;

/**
 * Makes proposals from a room's figures by the demand model. Everything it makes is a hypothesis:
 * figures of a show that nobody randomised say what went together, not what did what.
 */
public final class Proposer {
  private static final int MOST = 8;
  private static final int MOST_OF_A_KIND = 2;

  /** More slots than this are not counted: no show has them. */
  public static final int MOST_SLOTS = 2_000;

  private static final int FEWEST_ORDERS = 5;

  /** Where nothing was sold yet: an order in ten minutes, believed as one minute is. */
  private static final Rate ROOM = new Rate(0.1, 1);

  private static final int BASELINE_SLOTS = 6;

  /** What past shows say of a product is believed as five minutes are. */
  private static final double BELIEVED_MINUTES = 5;

  /**
   * What is known of a room besides its ledger.
   *
   * @param results the room's settled playbooks: what they measured counts too
   * @param open what viewers ask and nobody answered
   * @param past what each past show of the shop sold of each product, over minutes
   */
  public record Known(
      List<Playbook.Settled> results, List<OpenQuestion> open, List<Map<String, Sales>> past) {
    /** Nothing. */
    public static final Known NOTHING = new Known(List.of(), List.of(), List.of());

    public Known {
      results = List.copyOf(results);
      open = List.copyOf(open);
      past = List.copyOf(past);
    }
  }

  private final Terms terms;

  /** Proposals on these terms. */
  public Proposer(Terms terms) {
    this.terms = terms;
  }

  /**
   * What to try, best first; nothing where too little is known.
   *
   * @param known what is known besides the ledger
   */
  public List<Proposal> propose(String roomId, RoomLedger ledger, Known known, Instant now) {
    Takings all = ledger.takings();
    if (ledger.minutes() < terms.fewestMinutes() || all.orders() < FEWEST_ORDERS) {
      return List.of();
    }
    Context context = Context.of(roomId, ledger, all, terms, new Learned(known.results()), now);
    List<ProductRecord> products = ledger.products();
    PriceModel prices = new PriceModel(products.stream().map(ProductRecord::byPrice).toList());
    PastSales past = PastSales.of(known.past(), ROOM, BELIEVED_MINUTES);
    Rate otherwise =
        RatePrior.of(
            products.stream().map(ProductRecord::otherwise).toList(), past.shop().orElse(ROOM));
    List<Idea> ideas = new ArrayList<>();
    for (ProductRecord product : products) {
      Rate prior =
          past.knows(product.productId())
              ? past.of(product.productId()).orElse(otherwise)
              : otherwise;
      explain(product, prior).ifPresent(ideas::add);
      price(product, prices, prior, context).ifPresent(ideas::add);
    }
    LookIdeas seen = new LookIdeas(terms, context.orderMinor(), context.dispersion());
    ideas.addAll(seen.looks(ledger));
    seen.answers(ledger, known.open()).ifPresent(ideas::add);
    ideas.addAll(
        new BundleIdeas(terms, context.currency(), ledger.minutes()).bundles(ledger, products));
    new OrderIdeas(terms, ledger.minutes(), context.dispersion())
        .order(ledger, products)
        .ifPresent(ideas::add);
    return best(ideas, context);
  }

  /** Those that are expected to leave most, of each kind at most two. */
  private List<Proposal> best(List<Idea> ideas, Context context) {
    Map<Class<?>, Integer> ofAKind = new HashMap<>();
    return ideas.stream()
        .flatMap(idea -> proposal(idea, context).stream())
        .sorted(
            Comparator.comparingDouble((Proposal proposal) -> proposal.effect().minor())
                .reversed()
                .thenComparing(proposal -> proposal.action().about()))
        .filter(
            proposal ->
                ofAKind.merge(proposal.action().getClass(), 1, Integer::sum) <= MOST_OF_A_KIND)
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
  private Optional<Idea> explain(ProductRecord product, Rate prior) {
    if (product.explained().exposure() < 1 || product.priceMinor() <= 0) {
      return Optional.empty();
    }
    Rate with = known(prior, product.explained());
    Rate without = known(prior, product.otherwise());
    double worth = product.unitsAnOrder() * product.priceMinor() * terms.grossMargin();
    double slot = terms.slotLength().toMinutes() * worth;
    double deviation = Math.sqrt(Idea.variance(with) + Idea.variance(without));
    String condition =
        String.format(
            Locale.ROOT,
            "%.0f of %.0f minutes explained it and sold %.2f orders a minute, the others %.2f",
            product.explained().exposure(),
            product.explained().exposure() + product.otherwise().exposure(),
            with.mean(),
            without.mean());
    return Optional.of(
        new Idea(
            new Action.Explain(product.productId()),
            condition,
            Idea.effect((with.mean() - without.mean()) * slot, deviation * slot),
            Idea.atListPrice(terms.grossMargin())));
  }

  private static Rate known(Rate prior, Sales sales) {
    return prior.with(sales.count(), sales.exposure());
  }

  /** A lower price in the slot, by the elasticity or, unknown, by what its category would do. */
  private Optional<Idea> price(
      ProductRecord product, PriceModel prices, Rate prior, Context context) {
    long to = Math.round(product.priceMinor() * (1 - terms.discount()));
    double cost = product.priceMinor() * (1 - terms.grossMargin());
    // Below cost more sales lose more: no elasticity makes that pay.
    if (to <= cost || to >= product.priceMinor()) {
      return Optional.empty();
    }
    Elasticity said = prices.of(product.byPrice());
    Elasticity.Known used = said instanceof Elasticity.Known known ? known : prices.category();
    Rate rate = known(prior, product.all());
    SlotPrice slot =
        new SlotPrice(
            product.priceMinor(),
            to,
            cost,
            rate.mean() * terms.slotLength().toMinutes() * product.unitsAnOrder());
    double unsure = Idea.Z80 * Math.sqrt(Idea.variance(rate)) / rate.mean();
    String condition =
        said instanceof Elasticity.Known known
            ? String.format(
                Locale.ROOT,
                "its elasticity is %.1f, 80 %% between %.1f and %.1f",
                known.mean(),
                known.low(),
                known.high())
            : "its elasticity is unknown; expected is what its like would do";
    return Optional.of(
        new Idea(
            new Action.Price(product.productId(), context.currency(), product.priceMinor(), to),
            condition,
            slot.effect(used, unsure),
            slot::change));
  }

  private Optional<Proposal> proposal(Idea idea, Context context) {
    Effect effect = context.learned().of(idea.action(), idea.model());
    if (effect.minor() <= 0) {
      return Optional.empty();
    }
    List<PayOffs.Change> changes =
        DoubleStream.of(effect.minor(), effect.low(), effect.high())
            .mapToObj(idea.change())
            .toList();
    double ratio = 1 + effect.minor() / (context.perSlot() * context.orderMinor());
    int slots =
        Math.min(MOST_SLOTS, SlotsToSettle.of(context.perSlot(), ratio, context.dispersion()));
    return Optional.of(
        new Proposal(
            id(idea.action(), context),
            context.roomId(),
            idea.action(),
            idea.condition(),
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
    String name = String.join("|", context.roomId(), kind, action.about(), Long.toString(stretch));
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
