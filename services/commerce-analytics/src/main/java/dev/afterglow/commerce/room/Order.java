package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening.OrderLine;
import dev.afterglow.facts.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * One order as told so far. Its facts may come in any order: what counts is derived from all of
 * them, so a payment before its order, or a refund before its payment, ends up the same.
 */
final class Order extends DigestTable.Entry {
  /** What an order of one line takes of the heap. */
  static final int TYPICAL_BYTES = 160;

  private List<OrderLine> lines = List.of();
  private String currency = "";
  private boolean hasPayment;
  private long paid;
  private long refundTold;
  private boolean cancelled;
  private boolean contradictory;
  private int paidMinute;
  boolean changed;

  Order(Digest128 id) {
    super(id);
  }

  /** The lines; the first telling stands, another one is a contradiction. */
  void create(List<OrderLine> told) {
    if (!lines.isEmpty()) {
      contradictory |= !lines.equals(told);
    } else {
      lines = told.stream().map(Order::shared).toList();
    }
  }

  /** The same few products and currencies stand in all orders: their names are held once. */
  private static OrderLine shared(OrderLine line) {
    Money price = line.unitPrice();
    return new OrderLine(
        line.productId().intern(),
        line.quantity(),
        new Money(price.currency().intern(), price.minor()));
  }

  void pay(Money amount, int minute) {
    if (fits(amount, paid)) {
      paidMinute = hasPayment ? paidMinute : minute;
      hasPayment = true;
      paid += amount.minor();
    }
  }

  void refund(Money amount) {
    if (fits(amount, refundTold)) {
      refundTold += amount.minor();
    }
  }

  /** The first money that moves sets the currency; an order moves at most 10^12 each way. */
  private boolean fits(Money amount, long before) {
    if (currency.isEmpty()) {
      currency = amount.currency().intern();
    }
    boolean fits =
        currency.equals(amount.currency()) && before + amount.minor() <= Money.MOST_MINOR;
    contradictory |= !fits;
    return fits;
  }

  void cancel() {
    cancelled = true;
  }

  boolean isCreated() {
    return !lines.isEmpty();
  }

  boolean isPaid() {
    return hasPayment;
  }

  /** The minute of the first payment that came in. */
  int paidMinute() {
    return paidMinute;
  }

  String currency() {
    return currency;
  }

  long paid() {
    return paid;
  }

  /** What went back: never more than what was paid. */
  long refunded() {
    return Math.min(refundTold, paid);
  }

  /** What stays: nothing of a cancelled order, else what was paid less what went back. */
  long net() {
    return cancelled ? 0 : paid - refunded();
  }

  /** Whether the money cannot be taken as told. */
  boolean isFlagged() {
    return contradictory || refundTold > paid;
  }

  List<OrderLine> lines() {
    return lines;
  }

  /** What of the paid amount belongs to each line, by the lines' totals. */
  long[] sharesOfPaid() {
    BigInteger[] weights = new BigInteger[lines.size()];
    boolean anyPrice = lines.stream().anyMatch(line -> line.unitPrice().minor() > 0);
    for (int i = 0; i < weights.length; i++) {
      OrderLine line = lines.get(i);
      // Lines that are all free share by units: nothing else tells them apart.
      BigInteger price = BigInteger.valueOf(anyPrice ? line.unitPrice().minor() : 1);
      weights[i] = price.multiply(BigInteger.valueOf(line.quantity()));
    }
    return Shares.of(paid, weights);
  }

  void pack(PartSink sink) {
    Packer value =
        new Packer()
            .text(currency)
            .truth(hasPayment)
            .number(paid)
            .number(refundTold)
            .truth(cancelled)
            .truth(contradictory)
            .number(paidMinute)
            .number(lines.size());
    for (OrderLine line : lines) {
      value
          .text(line.productId())
          .number(line.quantity())
          .text(line.unitPrice().currency())
          .number(line.unitPrice().minor());
    }
    sink.accept(new Packer().raw(PartKind.ORDER).digest(id()).bytes(), value.bytes());
  }

  static Order unpack(Digest128 id, Unpacker value) {
    Order order = new Order(id);
    order.currency = value.text().intern();
    order.hasPayment = value.truth();
    order.paid = value.number();
    order.refundTold = value.number();
    order.cancelled = value.truth();
    order.contradictory = value.truth();
    order.paidMinute = (int) value.number();
    int count = value.count();
    List<OrderLine> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(
          new OrderLine(value.text(), value.count(), new Money(value.text(), value.number())));
    }
    order.lines = lines.stream().map(Order::shared).toList();
    return order;
  }
}
