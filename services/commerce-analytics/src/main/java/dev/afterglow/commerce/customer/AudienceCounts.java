package dev.afterglow.commerce.customer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How many customers audiences have, as far as that may be told: rounded down to whole tens, and
 * not at all where it would tell of one to nine people, be it the audience, the rest of the shop's
 * customers, or what one audience has more or less than another that was saved before it.
 */
final class AudienceCounts {
  private AudienceCounts() {}

  /** The counts of a shop's audiences, in their order; empty where not told. */
  static Map<Audience, OptionalLong> of(CustomerBook shop, List<Audience> oldestFirst) {
    Map<String, SegmentKey> segments = shop.keys();
    List<Buyer> buyers =
        shop.buyers().values().stream()
            .filter(buyer -> segments.containsKey(buyer.pseudonym()))
            .toList();
    List<BitSet> told = new ArrayList<>();
    Map<Audience, OptionalLong> counts = new LinkedHashMap<>();
    for (Audience audience : oldestFirst) {
      BitSet members = members(shop, audience.rule(), buyers, segments);
      int size = members.cardinality();
      boolean tellable =
          size >= Segment.FEWEST
              && Slices.isTellable(buyers.size() - size)
              && told.stream().allMatch(other -> isApart(members, other));
      if (tellable) {
        told.add(members);
      }
      counts.put(
          audience,
          tellable ? OptionalLong.of(size - size % Segment.FEWEST) : OptionalLong.empty());
    }
    return counts;
  }

  private static BitSet members(
      CustomerBook shop, AudienceRule rule, List<Buyer> buyers, Map<String, SegmentKey> segments) {
    int[] bought = shop.numbers(rule.bought());
    int[] notBought = shop.numbers(rule.notBought());
    BitSet members = new BitSet(buyers.size());
    for (int i = 0; i < buyers.size(); i++) {
      SegmentKey segment = segments.get(buyers.get(i).pseudonym());
      members.set(i, segment != null && rule.takes(buyers.get(i), segment, bought, notBought));
    }
    return members;
  }

  /** Whether neither has one to nine people whom the other has not. */
  private static boolean isApart(BitSet one, BitSet other) {
    return Slices.isTellable(less(one, other)) && Slices.isTellable(less(other, one));
  }

  private static int less(BitSet from, BitSet without) {
    BitSet rest = (BitSet) from.clone();
    rest.andNot(without);
    return rest.cardinality();
  }
}
