package dev.afterglow.commerce.customer;

import dev.afterglow.facts.Fact;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The customers of all shops. A shop is the source of the facts of its orders: nobody else says who
 * bought what from whom. Past 1,000 shops further ones are left out and counted.
 */
public final class CustomerBooks {
  private static final int MOST_SHOPS = 1_000;
  private static final int MOST_ORDERS = 200_000;

  private final ConcurrentHashMap<String, CustomerBook> shops = new ConcurrentHashMap<>();
  private final AtomicLong leftOut = new AtomicLong();

  /** Takes a fact in. */
  public void apply(Fact fact, Instant time) {
    CustomerBook book = shops.get(fact.source());
    if (book == null) {
      if (shops.size() >= MOST_SHOPS) {
        leftOut.incrementAndGet();
        return;
      }
      book = shops.computeIfAbsent(fact.source(), _ -> new CustomerBook(MOST_ORDERS));
    }
    book.apply(fact, time);
  }

  /** The segments of a shop that may be shown; none of a shop that nobody bought from. */
  public List<Segment> segments(String shopId, Instant asOf) {
    CustomerBook book = shops.get(shopId);
    return book == null ? List.of() : book.segments(asOf);
  }

  /** Facts of shops past the bound. */
  public long leftOut() {
    return leftOut.get();
  }
}
