package dev.afterglow.facts.synthetic;

import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Happening.OrderLine;
import dev.afterglow.facts.Money;
import dev.afterglow.facts.PlannedFact;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A made-up show: viewers come at random, stay for a while, and talk, like, look, order, pay and
 * now and then send something back. Every fact's source is {@code synthetic/<seed>}. The same seed
 * makes the same show, fact for fact. It goes on for ever; whoever plays it stops.
 */
public final class SyntheticRoom implements Iterator<PlannedFact> {
  private static final double MEAN_STAY_S = 90;
  private static final double MEAN_PAUSE_S = 8;
  private static final long HEARTBEAT_MS = 30_000;

  /** A viewer or an order that will do something at a time. */
  private record Due(long atMs, long sequence, Runnable act) {}

  private final String source;
  private final SplittableRandom random;
  private final double arrivalsPerSecond;
  private final PriorityQueue<Due> agenda =
      new PriorityQueue<>(Comparator.comparingLong(Due::atMs).thenComparingLong(Due::sequence));
  private final List<Product> products = Product.ALL;
  private final ArrayDeque<PlannedFact> ready = new ArrayDeque<>();
  private long nowMs;
  private long sequence;
  private long facts;
  private long viewers;
  private long orders;

  /**
   * @param seed what makes the show this one
   * @param arrivalsPerSecond viewers that come each second on average, above 0; each sends about 20
   *     facts, so 1 makes about 20 facts a second once the room has filled
   */
  public SyntheticRoom(long seed, double arrivalsPerSecond) {
    if (!(arrivalsPerSecond > 0)) {
      throw new IllegalArgumentException("viewers come at a rate above 0");
    }
    this.source = "synthetic/" + seed;
    this.random = new SplittableRandom(seed);
    this.arrivalsPerSecond = arrivalsPerSecond;
    later(0, this::arrive);
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public PlannedFact next() {
    while (ready.isEmpty()) {
      Due due = agenda.poll();
      if (due == null) {
        throw new NoSuchElementException("the next arrival is always on the agenda");
      }
      nowMs = due.atMs();
      due.act().run();
    }
    return ready.removeFirst();
  }

  private void arrive() {
    later(exponentialMs(1 / arrivalsPerSecond), this::arrive);
    String viewer = "s" + viewers++;
    tell(viewer, new Happening.Enter(random.nextInt(3) == 0 ? "follow" : "recommend"));
    long leavesAt = nowMs + exponentialMs(MEAN_STAY_S);
    later(HEARTBEAT_MS, () -> beat(viewer, leavesAt));
    later(exponentialMs(MEAN_PAUSE_S), () -> act(viewer, leavesAt));
    later(leavesAt - nowMs, () -> tell(viewer, new Happening.Leave()));
  }

  private void beat(String viewer, long leavesAt) {
    if (nowMs < leavesAt) {
      tell(viewer, new Happening.Heartbeat());
      later(HEARTBEAT_MS, () -> beat(viewer, leavesAt));
    }
  }

  private void act(String viewer, long leavesAt) {
    if (nowMs >= leavesAt) {
      return;
    }
    Product product = products.get((int) (products.size() * Math.pow(random.nextDouble(), 2)));
    int dice = random.nextInt(100);
    if (dice < 20) {
      tell(viewer, new Happening.Comment(Phrases.COMMENTS.get(random.nextInt(Phrases.COUNT))));
    } else if (dice < 45) {
      tell(viewer, new Happening.Like(1 + random.nextInt(20)));
    } else if (dice < 75) {
      tell(viewer, new Happening.ProductImpression(product.id()));
    } else if (dice < 90) {
      tell(viewer, new Happening.ProductClick(product.id()));
    } else if (dice < 94) {
      tell(viewer, new Happening.CartAdd(product.id(), 1));
    } else if (dice < 98) {
      order(viewer, product);
    } else {
      tell(viewer, dice == 98 ? new Happening.Share() : new Happening.Follow());
    }
    later(exponentialMs(MEAN_PAUSE_S), () -> act(viewer, leavesAt));
  }

  private void order(String viewer, Product product) {
    String order = "S" + orders++;
    int quantity = 1 + random.nextInt(2);
    Product second = products.get(random.nextInt(products.size()));
    List<OrderLine> lines =
        random.nextInt(4) == 0 && !second.equals(product)
            ? List.of(line(product, quantity), line(second, 1))
            : List.of(line(product, quantity));
    tell(viewer, new Happening.OrderCreated(order, lines));
    long total = lines.stream().mapToLong(it -> it.quantity() * it.unitPrice().minor()).sum();
    int fate = random.nextInt(100);
    if (fate < 80) {
      later(exponentialMs(12), () -> pay(viewer, order, total, fate));
    } else {
      later(exponentialMs(60), () -> tell(viewer, new Happening.OrderCancelled(order)));
    }
  }

  private void pay(String viewer, String order, long total, int fate) {
    tell(viewer, new Happening.OrderPaid(order, yuan(total)));
    if (fate < 6) {
      long back = fate < 3 ? total : total / 2;
      later(exponentialMs(90), () -> tell("", new Happening.OrderRefunded(order, yuan(back))));
    }
  }

  private static OrderLine line(Product product, int quantity) {
    return new OrderLine(product.id(), quantity, yuan(product.priceMinor()));
  }

  private static Money yuan(long minor) {
    return new Money("CNY", minor);
  }

  private void tell(String viewer, Happening what) {
    ready.add(
        new PlannedFact(Duration.ofMillis(nowMs), source, Long.toString(facts++), viewer, what));
  }

  private void later(long afterMs, Runnable act) {
    agenda.add(new Due(nowMs + afterMs, sequence++, act));
  }

  private long exponentialMs(double meanS) {
    return Math.round(-Math.log1p(-random.nextDouble()) * meanS * 1_000);
  }
}
