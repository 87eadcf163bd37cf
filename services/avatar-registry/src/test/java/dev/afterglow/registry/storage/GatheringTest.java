package dev.afterglow.registry.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Questions that come together are answered together, each with its own answer. */
class GatheringTest {
  private final List<Set<Integer>> rounds = new CopyOnWriteArrayList<>();
  private final List<UniEmitter<? super Map<Integer, Answer<String>>>> open =
      new CopyOnWriteArrayList<>();

  private Gathering<Integer, String> gathering(int mostRounds) {
    return new Gathering<>(
        this::round,
        question -> Uni.createFrom().item("alone " + question),
        () -> new IllegalStateException("full"),
        mostRounds);
  }

  private Uni<Map<Integer, Answer<String>>> round(Set<Integer> questions) {
    rounds.add(Set.copyOf(questions));
    return Uni.createFrom().emitter(open::add);
  }

  private static CompletableFuture<String> ask(Gathering<Integer, String> gathering, int question) {
    return gathering.ask(question).subscribeAsCompletionStage();
  }

  private void end(int round) {
    Map<Integer, Answer<String>> answers = new HashMap<>();
    rounds.get(round).forEach(it -> answers.put(it, new Answer.Given<>("answer " + it)));
    open.get(round).complete(answers);
  }

  @Test
  void shouldAskTogetherWhatCameDuringARound() {
    // Given
    Gathering<Integer, String> gathering = gathering(1);
    CompletableFuture<String> first = ask(gathering, 1);
    CompletableFuture<String> second = ask(gathering, 2);
    CompletableFuture<String> again = ask(gathering, 2);
    CompletableFuture<String> third = ask(gathering, 3);

    // When
    end(0);
    end(1);

    // Then
    assertThat(rounds).containsExactly(Set.of(1), Set.of(2, 3));
    assertThat(first).isCompletedWithValue("answer 1");
    assertThat(second).isCompletedWithValue("answer 2");
    assertThat(again).isCompletedWithValue("answer 2");
    assertThat(third).isCompletedWithValue("answer 3");
  }

  @Test
  void shouldRunAsManyRoundsAsAllowed() {
    // Given
    Gathering<Integer, String> gathering = gathering(2);

    // When
    var _ = ask(gathering, 1);
    var _ = ask(gathering, 2);
    var _ = ask(gathering, 3);

    // Then
    assertThat(rounds).containsExactly(Set.of(1), Set.of(2));
  }

  @Test
  void shouldRefuseOnlyTheOneThatIsRefused() {
    // Given
    Gathering<Integer, String> gathering = gathering(1);
    var _ = ask(gathering, 0);
    CompletableFuture<String> fine = ask(gathering, 1);
    CompletableFuture<String> bad = ask(gathering, 2);
    CompletableFuture<String> leftOut = ask(gathering, 3);
    end(0);

    // When
    open.get(1)
        .complete(
            Map.of(
                1, new Answer.Given<>("fine"),
                2, new Answer.Refused<>(new IllegalArgumentException("bad"))));

    // Then
    assertThat(fine).isCompletedWithValue("fine");
    assertThat(catchThrowable(bad::join)).hasRootCauseMessage("bad");
    assertThat(leftOut).isCompletedWithValue("alone 3");
  }

  @Test
  void shouldGoOnWhenARoundFails() {
    // Given
    Gathering<Integer, String> gathering = gathering(1);
    CompletableFuture<String> first = ask(gathering, 1);
    CompletableFuture<String> second = ask(gathering, 2);

    // When
    open.get(0).fail(new IllegalStateException("the store is gone"));
    end(1);

    // Then
    assertThat(catchThrowable(first::join)).hasRootCauseMessage("the store is gone");
    assertThat(second).isCompletedWithValue("answer 2");
  }

  @Test
  void shouldGoOnWhenARoundNeverEnds() throws Exception {
    // Given
    Gathering<Integer, String> gathering = gathering(1);
    CompletableFuture<String> first = ask(gathering, 1);
    CompletableFuture<String> second = ask(gathering, 2);

    // When
    Throwable hung = catchThrowable(() -> first.get(30, TimeUnit.SECONDS));
    end(1);

    // Then
    assertThat(hung).hasRootCauseInstanceOf(io.smallrye.mutiny.TimeoutException.class);
    assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo("answer 2");
  }

  @Test
  void shouldRefuseWhenTooManyWait() {
    // Given
    Gathering<Integer, String> gathering = gathering(1);
    var _ = ask(gathering, -1);
    for (int i = 0; i < 8_192; i++) {
      var _ = ask(gathering, i);
    }

    // When
    CompletableFuture<String> late = ask(gathering, 9_000);

    // Then
    assertThat(catchThrowable(late::join)).hasRootCauseMessage("full");
  }
}
