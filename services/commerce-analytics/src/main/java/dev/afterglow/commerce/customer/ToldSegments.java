package dev.afterglow.commerce.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What was told of customers' segments, shop by shop. For one thread. */
final class ToldSegments {
  private static final class Shop {
    final Map<String, String> segments = new HashMap<>();
    long sequence;
  }

  private final Map<String, Shop> shops = new HashMap<>();

  /** What has to be told so that readers know the segments as they are now; by pseudonym. */
  List<SegmentChange> changes(String shopId, Map<String, SegmentKey> now, Instant asOf) {
    Shop shop = shop(shopId);
    TreeSet<String> everybody = new TreeSet<>(shop.segments.keySet());
    everybody.addAll(now.keySet());
    List<SegmentChange> changes = new ArrayList<>();
    for (String customer : everybody) {
      SegmentKey key = now.get(customer);
      String to = key == null ? "" : key.id();
      String from = shop.segments.getOrDefault(customer, "");
      if (!from.equals(to)) {
        long sequence = shop.sequence + changes.size() + 1;
        changes.add(new SegmentChange(shopId, sequence, customer, from, to, asOf));
      }
    }
    return changes;
  }

  /** It was told. */
  void told(SegmentChange change) {
    Shop shop = shop(change.shopId());
    shop.sequence = Math.max(shop.sequence, change.sequence());
    if (change.to().isEmpty()) {
      shop.segments.remove(change.pseudonym());
    } else {
      shop.segments.put(change.pseudonym(), change.to());
    }
  }

  /** The shop was told of up to a change, whoever it was about. */
  void toldUpTo(String shopId, long sequence) {
    Shop shop = shop(shopId);
    shop.sequence = Math.max(shop.sequence, sequence);
  }

  /** A customer is in no segment any more, and that was told. */
  void forget(String shopId, String pseudonym) {
    shop(shopId).segments.remove(pseudonym);
  }

  private Shop shop(String shopId) {
    return shops.computeIfAbsent(shopId, _ -> new Shop());
  }

  /** The segments of a shop's customers, as they were told last. */
  Map<String, String> segments(String shopId) {
    return Map.copyOf(shop(shopId).segments);
  }
}
