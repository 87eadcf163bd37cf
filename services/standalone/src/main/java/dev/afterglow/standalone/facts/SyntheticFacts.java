package dev.afterglow.standalone.facts;

import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.CartAdd;
import dev.afterglow.api.commerce.v1.Comment;
import dev.afterglow.api.commerce.v1.Enter;
import dev.afterglow.api.commerce.v1.ExplainSegment;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.Heartbeat;
import dev.afterglow.api.commerce.v1.Leave;
import dev.afterglow.api.commerce.v1.Like;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.OrderCreated;
import dev.afterglow.api.commerce.v1.OrderLine;
import dev.afterglow.api.commerce.v1.OrderPaid;
import dev.afterglow.api.commerce.v1.OrderRefunded;
import dev.afterglow.api.commerce.v1.ProductClick;
import dev.afterglow.api.commerce.v1.ProductImpression;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Viewers and orders that nobody made: about twelve facts a second, the same ones for the same
 * seed. Their source says {@code synthetic}, so no figure made from them can pass for a real one.
 */
public final class SyntheticFacts implements FactSource {
  /** Steps of simulated time; each draws from the same chances. */
  private static final Duration STEP = Duration.ofMillis(100);

  private static final int MAX_DUE = 500;
  private static final int MAX_VIEWERS = 400;
  private static final int HEARTBEAT_STEPS = 200;
  private static final String CURRENCY = "CNY";
  private static final List<String> CHANNELS = List.of("recommend", "search", "follow", "share");
  private static final List<String> COMMENTS =
      List.of(
          "多少钱", "怎么买", "有没有优惠", "什么时候发货", "包邮吗", "有运费险吗", "是真人吗", "尺码偏大吗", "再讲一下", "好看", "已下单",
          "支持");
  private static final List<Product> PRODUCTS =
      List.of(
          new Product("tea-01", 4_990),
          new Product("lamp-02", 12_900),
          new Product("scarf-03", 8_900),
          new Product("mug-04", 2_990),
          new Product("bag-05", 19_900));

  private record Product(String id, long priceMinor) {}

  private record Viewer(String pseudonym, long enteredStep) {}

  private record Payment(String orderId, String viewer, long amountMinor, long dueStep) {}

  private final SplittableRandom random;
  private final String roomId;
  private final String source;
  private final long seed;
  private final Instant start;
  private final List<Viewer> viewers = new ArrayList<>();
  private final Deque<Payment> payments = new ArrayDeque<>();
  private final Deque<Payment> refunds = new ArrayDeque<>();
  private final Deque<Fact> waiting = new ArrayDeque<>();
  private long step;
  private long serial;
  private int explained = -1;

  /** Facts for a room from a start on. */
  public SyntheticFacts(String roomId, long seed, Instant start) {
    this.roomId = roomId;
    this.seed = seed;
    this.start = start;
    this.random = new SplittableRandom(seed);
    this.source = "synthetic/afterglow-live/" + seed;
  }

  @Override
  public String label() {
    return "synthetic, seed " + seed;
  }

  @Override
  public List<Fact> due(Instant now) {
    long steps = Duration.between(start, now).toMillis() / STEP.toMillis();
    while (step < steps && waiting.size() < MAX_DUE) {
      simulate();
      step++;
    }
    List<Fact> due = new ArrayList<>();
    while (!waiting.isEmpty() && due.size() < MAX_DUE) {
      due.add(waiting.removeFirst());
    }
    return due;
  }

  private void simulate() {
    arrive();
    heartbeats();
    interest();
    talk();
    buy();
    settle();
    leave();
    explain();
  }

  private boolean happens(double perSecond) {
    return random.nextDouble() < perSecond * STEP.toMillis() / 1000;
  }

  private void arrive() {
    if (viewers.size() < MAX_VIEWERS && happens(2.5)) {
      Viewer viewer = new Viewer("v%05x".formatted(serial), step);
      viewers.add(viewer);
      String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
      tell(viewer.pseudonym(), fact -> fact.setEnter(Enter.newBuilder().setChannel(channel)));
    }
  }

  private void heartbeats() {
    for (Viewer viewer : viewers) {
      if (step > viewer.enteredStep() && (step - viewer.enteredStep()) % HEARTBEAT_STEPS == 0) {
        tell(viewer.pseudonym(), fact -> fact.setHeartbeat(Heartbeat.getDefaultInstance()));
      }
    }
  }

  private void interest() {
    if (happens(3)) {
      String id = product().id();
      tell(
          someone(),
          fact ->
              fact.setProductImpression(ProductImpression.newBuilder().setProductId(id).build()));
    }
    if (happens(1.5)) {
      String id = product().id();
      tell(someone(), fact -> fact.setProductClick(ProductClick.newBuilder().setProductId(id)));
    }
    if (happens(0.5)) {
      String id = product().id();
      tell(
          someone(), fact -> fact.setCartAdd(CartAdd.newBuilder().setProductId(id).setQuantity(1)));
    }
  }

  private void talk() {
    if (happens(1.2)) {
      String text = COMMENTS.get(random.nextInt(COMMENTS.size()));
      tell(someone(), fact -> fact.setComment(Comment.newBuilder().setText(text)));
    }
    if (happens(2)) {
      int count = random.nextInt(1, 20);
      tell(someone(), fact -> fact.setLike(Like.newBuilder().setCount(count)));
    }
  }

  private void buy() {
    if (!happens(0.6)) {
      return;
    }
    Product product = product();
    int quantity = random.nextInt(1, 4);
    String viewer = someone();
    String order = "order-%d-%06d".formatted(seed, serial);
    OrderLine line =
        OrderLine.newBuilder()
            .setProductId(product.id())
            .setQuantity(quantity)
            .setUnitPrice(money(product.priceMinor()))
            .build();
    tell(
        viewer,
        fact -> fact.setOrderCreated(OrderCreated.newBuilder().setOrderId(order).addLines(line)));
    if (random.nextDouble() < 0.85) {
      payments.add(
          new Payment(
              order, viewer, product.priceMinor() * quantity, step + random.nextInt(5, 30)));
    }
  }

  private void settle() {
    while (!payments.isEmpty() && payments.getFirst().dueStep() <= step) {
      Payment payment = payments.removeFirst();
      tell(
          payment.viewer(),
          fact ->
              fact.setOrderPaid(
                  OrderPaid.newBuilder()
                      .setOrderId(payment.orderId())
                      .setAmount(money(payment.amountMinor()))));
      if (random.nextDouble() < 0.05) {
        refunds.add(
            new Payment(payment.orderId(), payment.viewer(), payment.amountMinor(), step + 60));
      }
    }
    while (!refunds.isEmpty() && refunds.getFirst().dueStep() <= step) {
      Payment refund = refunds.removeFirst();
      tell(
          refund.viewer(),
          fact ->
              fact.setOrderRefunded(
                  OrderRefunded.newBuilder()
                      .setOrderId(refund.orderId())
                      .setAmount(money(refund.amountMinor()))));
    }
  }

  private void leave() {
    if (viewers.size() > 20 && happens(1.2)) {
      Viewer viewer = viewers.remove(random.nextInt(viewers.size()));
      tell(viewer.pseudonym(), fact -> fact.setLeave(Leave.getDefaultInstance()));
    }
  }

  /** Each product in turn for 15 s. */
  private void explain() {
    if (step % 150 != 0) {
      return;
    }
    if (explained >= 0) {
      segment(PRODUCTS.get(explained), false);
    }
    explained = (explained + 1) % PRODUCTS.size();
    segment(PRODUCTS.get(explained), true);
  }

  private void segment(Product product, boolean begins) {
    tell(
        "",
        fact ->
            fact.setExplainSegment(
                ExplainSegment.newBuilder().setProductId(product.id()).setBegins(begins)));
  }

  /** The explained product draws half of all interest. */
  private Product product() {
    return explained >= 0 && random.nextBoolean()
        ? PRODUCTS.get(explained)
        : PRODUCTS.get(random.nextInt(PRODUCTS.size()));
  }

  private String someone() {
    return viewers.isEmpty() ? "" : viewers.get(random.nextInt(viewers.size())).pseudonym();
  }

  private static Money money(long minor) {
    return Money.newBuilder().setCurrencyCode(CURRENCY).setAmountMinor(minor).build();
  }

  private void tell(String viewer, Consumer<Fact.Builder> kind) {
    Fact.Builder fact =
        Fact.newBuilder()
            .setSource(source)
            .setId("%s-%08d".formatted(roomId, serial++))
            .setRoomId(roomId)
            .setViewerPseudonym(viewer)
            .setOccurTime(
                Timestamps.fromMillis(start.plus(STEP.multipliedBy(step)).toEpochMilli()));
    kind.accept(fact);
    waiting.add(fact.build());
  }
}
