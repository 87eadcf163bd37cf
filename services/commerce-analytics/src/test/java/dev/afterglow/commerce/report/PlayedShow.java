package dev.afterglow.commerce.report;

import dev.afterglow.commerce.comment.ChineseComments;
import dev.afterglow.commerce.economics.ComputePrice;
import dev.afterglow.commerce.economics.Economics;
import dev.afterglow.commerce.economics.Shares;
import dev.afterglow.commerce.factor.ShowFactors;
import dev.afterglow.commerce.ledger.RoomLedger;
import dev.afterglow.commerce.peak.Turns;
import dev.afterglow.commerce.playbook.Evidence;
import dev.afterglow.commerce.playbook.Playbook;
import dev.afterglow.commerce.playbook.Playbooks;
import dev.afterglow.commerce.playbook.Proposer;
import dev.afterglow.commerce.playbook.Terms;
import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomFigures;
import dev.afterglow.commerce.room.RoomHistory;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.commerce.room.RoomLimits;
import dev.afterglow.commerce.show.PastShows;
import dev.afterglow.commerce.show.ShowTotal;
import dev.afterglow.commerce.show.ShowTotals;
import dev.afterglow.commerce.show.Standings;
import dev.afterglow.commerce.show.TotalKey;
import dev.afterglow.commerce.words.ChineseWords;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Happening.CostKind;
import dev.afterglow.facts.Money;
import dev.afterglow.facts.PlannedFact;
import dev.afterglow.facts.synthetic.SyntheticRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two hours of a made-up shop, seeded: a crowd comes in the second hour while the shirt is
 * explained and costs less, and later much is sent back.
 */
final class PlayedShow {
  static final String ROOM = RoomFacts.ROOM;
  static final Shares SHARES = new Shares(0.4, 0.2, 0.05);
  private static final int MINUTES = 120;
  private static final List<String> PRODUCTS =
      List.of("linen-shirt", "sun-cream", "tea-set", "canvas-bag", "rain-boots", "silk-scarf");
  private static final List<Long> PRICES =
      List.of(12_900L, 6_990L, 19_800L, 8_900L, 15_900L, 23_900L);

  private final List<Fact> facts = new ArrayList<>();
  private final Set<String> ordered = new HashSet<>();
  private int next;

  PlayedShow(long seed) {
    visitors("", seed, 0.35, 0, MINUTES);
    visitors("crowd-", seed + 1, 0.7, 63, 80);
    for (int i = 0; i < PRODUCTS.size(); i++) {
      tell(0, new Happening.PriceChange(PRODUCTS.get(i), yuan(PRICES.get(i))));
      tell(1 + 10 * i, new Happening.ExplainSegment(PRODUCTS.get(i), true));
    }
    tell(62, new Happening.ExplainSegment("linen-shirt", true));
    tell(63, new Happening.PriceChange("linen-shirt", yuan(10_900)));
    tell(82, new Happening.PriceChange("linen-shirt", yuan(12_900)));
    tell(84, new Happening.ExplainSegment("tea-set", true));
    tell(98, new Happening.ExplainSegment("tea-set", false));
    refunds();
    tell(115, new Happening.CostIncurred(CostKind.ADVERTISING, yuan(180_000)));
    for (int minute = 1; minute < MINUTES; minute++) {
      long ms = minute * 60_000L;
      tell(minute, new Happening.ComputeUsed("render", 0, ms * 16 / 10, ms / 4, ms * 300));
    }
    facts.removeIf(fact -> !fact.occurred().isBefore(RoomFacts.at(60L * MINUTES)));
    facts.sort(Comparator.comparing(Fact::occurred));
  }

  /** A room's first minute as a show in which nothing was proposed and computing cost nothing. */
  static Show minuteOf(RoomKernel kernel) {
    RoomHistory history = kernel.history();
    RoomFigures figures = kernel.figures(RoomFacts.at(60));
    return new Show(
        RoomFacts.ROOM,
        figures,
        false,
        history,
        Turns.of(history, List.of()),
        Economics.of(figures, SHARES, new ComputePrice("CNY", 0, 0)),
        SHARES,
        Optional.empty(),
        List.of(),
        ShowFactors.of(history, new RoomLedger(), 5, List.of()));
  }

  /** From one minute to another; who has ordered by then still pays. */
  private void visitors(String name, long seed, double arrivals, int from, int to) {
    SyntheticRoom room = new SyntheticRoom(seed, arrivals);
    Duration end = Duration.ofMinutes(to - from);
    PlannedFact planned = room.next();
    for (; planned.offset().compareTo(end.plusMinutes(3)) < 0; planned = room.next()) {
      Happening what = planned.what();
      boolean pays = what instanceof Happening.OrderPaid;
      if (planned.offset().compareTo(end) < 0 || (pays && ordered.contains(name + order(what)))) {
        facts.add(
            new Fact(
                planned.source() + name,
                planned.id(),
                ROOM,
                planned.viewer().isEmpty() ? "" : name + planned.viewer(),
                RoomFacts.START.plusSeconds(60L * from).plus(planned.offset()),
                null,
                named(what, name)));
        ordered.add(name + order(what));
      }
    }
  }

  private static String order(Happening what) {
    return switch (what) {
      case Happening.OrderCreated it -> it.orderId();
      case Happening.OrderPaid it -> it.orderId();
      default -> "";
    };
  }

  private static Happening named(Happening what, String name) {
    return switch (what) {
      case Happening.OrderCreated it -> new Happening.OrderCreated(name + it.orderId(), it.lines());
      case Happening.OrderPaid it -> new Happening.OrderPaid(name + it.orderId(), it.amount());
      case Happening.OrderCancelled it -> new Happening.OrderCancelled(name + it.orderId());
      case Happening.OrderRefunded it ->
          new Happening.OrderRefunded(name + it.orderId(), it.amount());
      default -> what;
    };
  }

  /** A third of the crowd's orders goes back in a quarter of an hour. */
  private void refunds() {
    List<Happening.OrderPaid> paid = new ArrayList<>();
    for (Fact fact : facts) {
      if (fact.what() instanceof Happening.OrderPaid it && it.orderId().startsWith("crowd-")) {
        paid.add(it);
      }
    }
    for (int i = 0; i < paid.size(); i += 3) {
      int minute = 95 + 15 * i / paid.size();
      tell(minute, new Happening.OrderRefunded(paid.get(i).orderId(), paid.get(i).amount()));
    }
  }

  private void tell(int minute, Happening what) {
    Instant time = RoomFacts.at(60L * minute + 5);
    facts.add(new Fact("shop", "told-" + next++, ROOM, "", time, null, what));
  }

  private static Money yuan(long minor) {
    return new Money("CNY", minor);
  }

  List<Fact> facts() {
    return facts;
  }

  Show show() {
    RoomKernel kernel = new RoomKernel(RoomLimits.DEFAULT, new ChineseComments(new ChineseWords()));
    RoomLedger ledger = new RoomLedger();
    for (Fact fact : facts) {
      kernel.apply(fact, fact.occurred());
      ledger.apply(fact, fact.occurred());
    }
    Instant now = RoomFacts.at(60L * MINUTES);
    RoomFigures figures = kernel.figures(now);
    RoomHistory history = kernel.history();
    Terms terms =
        new Terms(
            SHARES,
            0.1,
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            30,
            Duration.ofMinutes(30),
            Duration.ofMinutes(2));
    List<Playbooks.Shown> playbooks =
        new Proposer(terms)
                .propose(
                    ROOM,
                    ledger,
                    new Proposer.Known(List.of(), figures.detail().questions(), List.of()),
                    now)
                .stream()
                .map(it -> new Playbooks.Shown(new Playbook.Proposed(it), Evidence.NONE))
                .toList();
    return new Show(
        ROOM,
        figures,
        false,
        history,
        Turns.of(history, List.of()),
        Economics.of(figures, SHARES, new ComputePrice("CNY", 60, 0)),
        SHARES,
        Optional.of(
            new Standings(
                "taobao/882",
                12,
                ShowTotals.of(figures).stream().map(past(figures)::standing).toList())),
        playbooks,
        ShowFactors.of(history, ledger, 5, List.of()));
  }

  /** Twelve made-up shows before, each with a twelfth more or less of everything. */
  static PastShows past(RoomFigures figures) {
    Map<TotalKey, List<Double>> totals = new HashMap<>();
    for (ShowTotal total : ShowTotals.of(figures)) {
      totals.put(
          total.key(),
          IntStream.range(0, 12).mapToObj(i -> total.value() * (0.55 + i / 12.0)).toList());
    }
    return new PastShows(12, totals);
  }
}
