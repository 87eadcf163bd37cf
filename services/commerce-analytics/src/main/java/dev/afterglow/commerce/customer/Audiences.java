package dev.afterglow.commerce.customer;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Saves, counts and forgets audiences. */
final class Audiences {
  private static final int MOST = 100;

  private final AudienceLog log;
  private final AudienceBook saved;
  private final CustomerBooks books;
  private final Clock clock;

  Audiences(AudienceLog log, AudienceBook saved, CustomerBooks books, Clock clock) {
    this.log = log;
    this.saved = saved;
    this.books = books;
    this.clock = clock;
  }

  /**
   * Saves an audience; of an id that is there, that one is meant.
   *
   * @throws AfterglowException if the shop has a hundred
   */
  synchronized Audience save(UUID id, String shopId, String name, AudienceRule rule)
      throws AudienceLog.UnavailableException {
    log.catchUp();
    Optional<Audience> there = saved.find(shopId, id);
    if (there.isPresent()) {
      return there.get();
    }
    if (saved.of(shopId).size() >= MOST) {
      throw new AfterglowException(
          "AUDIENCES_FULL",
          Fault.EXHAUSTED,
          "a shop has a hundred audiences at the most, delete one first");
    }
    log.save(new Audience(id, shopId, name, rule, clock.instant().truncatedTo(ChronoUnit.MICROS)));
    return saved.find(shopId, id).orElseThrow();
  }

  /** A shop's audiences with how many customers each has; empty where that is not told. */
  Map<Audience, OptionalLong> counted(String shopId) throws AudienceLog.UnavailableException {
    log.catchUp();
    List<Audience> audiences = saved.of(shopId);
    return books
        .book(shopId)
        .map(shop -> AudienceCounts.of(shop, audiences))
        .orElseGet(() -> uncounted(audiences));
  }

  /** Of a shop that sold nothing yet nobody is in any, which is no number of people to tell. */
  private static Map<Audience, OptionalLong> uncounted(List<Audience> audiences) {
    Map<Audience, OptionalLong> counts = new LinkedHashMap<>();
    audiences.forEach(audience -> counts.put(audience, OptionalLong.empty()));
    return counts;
  }

  void forget(String shopId, UUID id) throws AudienceLog.UnavailableException {
    log.catchUp();
    if (saved.find(shopId, id).isPresent()) {
      log.forget(shopId, id);
    }
  }
}
