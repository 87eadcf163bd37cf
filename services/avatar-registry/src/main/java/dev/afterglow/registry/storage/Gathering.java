package dev.afterglow.registry.storage;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Answers questions together: those that come while earlier ones are being answered wait, and are
 * then asked as one. A single caller waits for nobody, and the more callers there are, the more
 * share one transaction. Nothing waits for a time to pass; a round that has no answer after five
 * seconds fails, so that a connection that hangs without closing takes no place for good.
 *
 * <p>A question that a round leaves without an answer is asked alone, outside the rounds, so that
 * whatever it has to wait for holds up nobody else.
 */
public final class Gathering<Q, A> {
  /** Questions in one round: some milliseconds of work. */
  private static final int MOST_TOGETHER = 256;

  /** Two seconds of a busy service: who waits longer has given up by then. */
  private static final int MOST_WAITING = 8_192;

  /** A lease's time to live: who waited longer draws the slate already. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Function<Set<Q>, Uni<Map<Q, Answer<A>>>> together;
  private final Function<Q, Uni<A>> alone;
  private final Supplier<RuntimeException> full;
  private final int mostRounds;
  private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
  private int rounds;

  /**
   * @param together answers many; may leave some out
   * @param alone answers one that was left out
   * @param full what a caller is told while too many wait
   * @param mostRounds how many rounds run at a time
   */
  public Gathering(
      Function<Set<Q>, Uni<Map<Q, Answer<A>>>> together,
      Function<Q, Uni<A>> alone,
      Supplier<RuntimeException> full,
      int mostRounds) {
    this.together = together;
    this.alone = alone;
    this.full = full;
    this.mostRounds = mostRounds;
  }

  private record Waiting<Q, A>(Q question, UniEmitter<? super Optional<Answer<A>>> emitter) {}

  /** Asks; the answer comes on the caller's context. */
  public Uni<A> ask(Q question) {
    return Uni.createFrom()
        .<Optional<Answer<A>>>emitter(emitter -> enter(new Waiting<>(question, emitter)))
        .emitOn(CallersContext.now())
        .chain(
            answer ->
                answer
                    .map(given -> Uni.createFrom().item(given::get))
                    .orElseGet(() -> alone.apply(question)));
  }

  private void enter(Waiting<Q, A> mine) {
    boolean entered;
    synchronized (this) {
      entered = waiting.size() < MOST_WAITING && waiting.add(mine);
    }
    if (entered) {
      round();
    } else {
      mine.emitter().fail(full.get());
    }
  }

  private void round() {
    List<Waiting<Q, A>> now = next();
    if (now.isEmpty()) {
      return;
    }
    Set<Q> questions = new LinkedHashSet<>();
    now.forEach(it -> questions.add(it.question()));
    var _ =
        Uni.createFrom()
            .deferred(() -> together.apply(questions))
            .ifNoItem()
            .after(PATIENCE)
            .fail()
            .subscribe()
            .with(answers -> over(now, answers), failure -> failed(now, failure));
  }

  private synchronized List<Waiting<Q, A>> next() {
    List<Waiting<Q, A>> now = new ArrayList<>();
    if (rounds == mostRounds) {
      return now;
    }
    for (var one = waiting.poll(); one != null; one = waiting.poll()) {
      now.add(one);
      if (now.size() == MOST_TOGETHER) {
        break;
      }
    }
    if (!now.isEmpty()) {
      rounds++;
    }
    return now;
  }

  private void over(List<Waiting<Q, A>> asked, Map<Q, Answer<A>> answers) {
    end();
    asked.forEach(it -> it.emitter().complete(Optional.ofNullable(answers.get(it.question()))));
  }

  private void failed(List<Waiting<Q, A>> asked, Throwable failure) {
    end();
    asked.forEach(it -> it.emitter().fail(failure));
  }

  /** The next round begins before the answers go out. */
  private void end() {
    synchronized (this) {
      rounds--;
    }
    round();
  }
}
