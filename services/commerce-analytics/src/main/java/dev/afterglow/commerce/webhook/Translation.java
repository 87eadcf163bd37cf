package dev.afterglow.commerce.webhook;

import dev.afterglow.commerce.intake.ToldFact;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a push says, as facts; made by one thread. */
final class Translation {
  /** What the source of each pushed fact begins with. */
  static final String SOURCE = "webhook/";

  /** Something pushed, read when it is asked for its fact. */
  private record Pushed(String source, String id, Supplier<Fact> made) implements ToldFact {
    @Override
    public Fact fact() {
      return made.get();
    }
  }

  private final String source;
  private final Instant sent;
  private final List<ToldFact> facts = new ArrayList<>();
  private int withoutShow;

  /**
   * Nothing yet.
   *
   * @param source who tells
   * @param sent when
   */
  Translation(String source, Instant sent) {
    this.source = source;
    this.sent = sent;
  }

  /** Adds a fact; one without a room is counted and left out. */
  void add(
      Optional<String> room, String id, String viewer, Instant moment, Supplier<Happening> what) {
    if (room.isEmpty()) {
      withoutShow++;
      return;
    }
    facts.add(
        new Pushed(
            source, id, () -> new Fact(source, id, room.get(), viewer, moment, sent, what.get())));
  }

  /** Adds what was told elsewhere. */
  void add(ToldFact told) {
    facts.add(told);
  }

  /** Adds something in which a field breaks its rule. */
  void refuse(@Nullable String id, FactFault fault) {
    facts.add(
        new Pushed(
            source,
            id == null ? "" : id,
            () -> {
              throw fault;
            }));
  }

  List<ToldFact> facts() {
    return List.copyOf(facts);
  }

  int withoutShow() {
    return withoutShow;
  }
}
