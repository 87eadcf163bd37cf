package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening.OrderLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The orders of a room and what they add up to. A change takes the order's old worth out of every
 * sum and puts the new one in, so the sums are those of the orders as they stand now.
 */
final class OrderBook {
  private final int mostOrders;
  private final Products products;
  private final Minutes minutes;
  private final DigestTable<Order> orders = new DigestTable<>(Order[]::new);
  private final List<Order> changed = new ArrayList<>();
  private final MoneyTally paid = new MoneyTally();
  private final MoneyTally net = new MoneyTally();
  private int created;
  private int paidOrders;
  private int refundedOrders;
  private int flagged;

  OrderBook(int mostOrders, Products products, Minutes minutes) {
    this.mostOrders = mostOrders;
    this.products = products;
    this.minutes = minutes;
  }

  /**
   * Changes an order, which is made when it is first named.
   *
   * @param minute when the fact happened; what it changed is booked there
   * @param touch how the payer came to it; null = unknown, or no payment
   * @return whether it could be counted: false past the most orders
   */
  boolean change(String orderId, int minute, @Nullable MinuteMoney touch, Consumer<Order> change) {
    Digest128 id = Digest128.of("order", orderId);
    Order order = orders.get(id);
    if (order == null) {
      if (orders.size() >= mostOrders) {
        return false;
      }
      order = new Order(id);
      orders.put(order);
    } else {
      count(order, -1);
    }
    Worth before = Worth.of(order);
    change.accept(order);
    count(order, 1);
    book(order, before, minute, touch);
    if (!order.changed) {
      order.changed = true;
      changed.add(order);
    }
    return true;
  }

  /** What an order adds to the minutes. */
  private record Worth(
      int created, int paidOrders, int refundedOrders, long paid, long net, long refunded) {
    static Worth of(Order order) {
      boolean isPaid = order.isPaid();
      return new Worth(
          order.isCreated() ? 1 : 0,
          isPaid ? 1 : 0,
          isPaid && order.refunded() > 0 ? 1 : 0,
          isPaid ? order.paid() : 0,
          isPaid ? order.net() : 0,
          isPaid ? order.refunded() : 0);
    }
  }

  private void book(Order order, Worth before, int minute, @Nullable MinuteMoney touch) {
    Worth after = Worth.of(order);
    String currency = order.currency();
    book(minute, MinuteCount.ORDERS, after.created() - before.created());
    book(minute, MinuteCount.PAID_ORDERS, after.paidOrders() - before.paidOrders());
    long paidMore = after.paid() - before.paid();
    book(minute, MinuteMoney.PAID, currency, paidMore);
    book(minute, MinuteMoney.NET, currency, after.net() - before.net());
    if (touch != null) {
      book(minute, touch, currency, paidMore);
    }
    int refunded = after.refundedOrders() - before.refundedOrders();
    book(minute, MinuteCount.REFUNDS, refunded);
    int cohort = order.paidMinute();
    book(cohort, MinuteCount.REFUNDED_OF_PAID, refunded);
    book(cohort, MinuteMoney.REFUNDED_OF_PAID, currency, after.refunded() - before.refunded());
  }

  private void book(int minute, MinuteCount count, int more) {
    if (more != 0) {
      minutes.add(minute, count, more);
    }
  }

  private void book(int minute, MinuteMoney kind, String currency, long more) {
    if (more != 0) {
      minutes.add(minute, kind, currency, more);
    }
  }

  private void count(Order order, int sign) {
    created += order.isCreated() ? sign : 0;
    flagged += order.isFlagged() ? sign : 0;
    if (!order.isPaid()) {
      return;
    }
    paidOrders += sign;
    refundedOrders += order.refunded() > 0 ? sign : 0;
    paid.add(order.currency(), sign * order.paid());
    net.add(order.currency(), sign * order.net());
    if (order.isCreated()) {
      countProducts(order, sign);
    }
  }

  private void countProducts(Order order, int sign) {
    long[] shares = order.sharesOfPaid();
    Set<String> met = new HashSet<>();
    for (int i = 0; i < shares.length; i++) {
      OrderLine line = order.lines().get(i);
      products.paid(
          line.productId(),
          met.add(line.productId()) ? sign : 0,
          (long) sign * line.quantity(),
          order.currency(),
          sign * shares[i]);
    }
  }

  int created() {
    return created;
  }

  int paidOrders() {
    return paidOrders;
  }

  int refundedOrders() {
    return refundedOrders;
  }

  int flagged() {
    return flagged;
  }

  List<MoneySum> gmvPaid() {
    return paid.sums();
  }

  List<MoneySum> gmvNet() {
    return net.sums();
  }

  void changes(PartSink sink) {
    for (Order order : changed) {
      order.pack(sink);
      order.changed = false;
    }
    changed.clear();
  }

  void all(PartSink sink) {
    orders.forEach(order -> order.pack(sink));
  }

  /** What the orders take of the heap, about. */
  long bytes() {
    return orders.bytes() + (long) orders.size() * Order.TYPICAL_BYTES;
  }

  /** An order as it stands; it counts with {@link #resume()}. */
  void load(Unpacker key, Unpacker value) {
    orders.put(Order.unpack(key.digest(), value));
  }

  /** After loading, goods included: counts all orders. */
  void resume() {
    orders.forEach(order -> count(order, 1));
  }
}
