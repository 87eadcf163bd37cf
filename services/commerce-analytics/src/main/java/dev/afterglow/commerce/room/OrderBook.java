package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening.OrderLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The orders of a room and what they add up to. A change takes the order's old worth out of every
 * sum and puts the new one in, so the sums are those of the orders as they stand now.
 */
final class OrderBook {
  private final int mostOrders;
  private final Products products;
  private final Map<Digest128, Order> orders = new HashMap<>();
  private final List<Order> changed = new ArrayList<>();
  private final MoneyTally paid = new MoneyTally();
  private final MoneyTally net = new MoneyTally();
  private int created;
  private int paidOrders;
  private int refundedOrders;
  private int flagged;

  OrderBook(int mostOrders, Products products) {
    this.mostOrders = mostOrders;
    this.products = products;
  }

  /**
   * Changes an order, which is made when it is first named.
   *
   * @return whether it could be counted: false past the most orders
   */
  boolean change(String orderId, Consumer<Order> change) {
    Digest128 id = Digest128.of("order", orderId);
    Order order = orders.get(id);
    if (order == null) {
      if (orders.size() >= mostOrders) {
        return false;
      }
      order = new Order(id);
      orders.put(id, order);
    } else {
      count(order, -1);
    }
    change.accept(order);
    count(order, 1);
    if (!order.changed) {
      order.changed = true;
      changed.add(order);
    }
    return true;
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
    orders.values().forEach(order -> order.pack(sink));
  }

  void load(Unpacker key, Unpacker value) {
    Digest128 id = key.digest();
    Order order = Order.unpack(id, value);
    orders.put(id, order);
    count(order, 1);
  }
}
