package dev.afterglow.studio.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterglow.studio.testing.Samples;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class BroadcastTest {

  @Test
  void shouldWalkThroughItsLifeWhenEachStepIsAllowed() {
    // Given
    Broadcast.Created created = Samples.created();

    // When
    Broadcast.Ended ended =
        created
            .rehearse(Samples.place(), Samples.FORMAT)
            .goLive(Samples.airing())
            .showSlate()
            .resume()
            .end(EndReason.ASKED, Samples.NOW);

    // Then
    assertThat(ended.revision()).isEqualTo(6);
    assertThat(ended.state()).isEqualTo(BroadcastState.ENDED);
    assertThat(ended.details().output()).isEqualTo(Samples.FORMAT);
    assertThat(ended.onAir()).contains(Samples.airing());
  }

  @Test
  void shouldOfferExactlyTheTransitionsOfTheDiagramWhenAskedForItsMethods() {
    // Given
    Map<Class<?>, Set<String>> diagram =
        Map.of(
            Broadcast.Created.class, Set.of("rehearse", "end"),
            Broadcast.Rehearsing.class, Set.of("goLive", "movedTo", "end"),
            Broadcast.Live.class, Set.of("showSlate", "movedTo", "recordedAt", "end"),
            Broadcast.Slate.class, Set.of("resume", "movedTo", "recordedAt", "end"),
            Broadcast.Ended.class, Set.of());

    // When
    Map<Class<?>, Set<String>> transitions =
        diagram.keySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it,
                    it ->
                        Arrays.stream(it.getDeclaredMethods())
                            .filter(m -> !m.isSynthetic() && !Modifier.isStatic(m.getModifiers()))
                            .filter(m -> Broadcast.class.isAssignableFrom(m.getReturnType()))
                            .map(Method::getName)
                            .collect(Collectors.toSet())));

    // Then
    assertThat(transitions).isEqualTo(diagram);
  }

  @Test
  void shouldKeepWhereItWasDrawnWhenItEnds() {
    // Given
    Broadcast.Rehearsing rehearsing = Samples.rehearsing();

    // When
    Broadcast.Ended ended = rehearsing.end(EndReason.WORKER_LOST, Samples.NOW);

    // Then
    assertThat(ended.renderPlace()).contains(rehearsing.place());
    assertThat(ended.onAir()).isEmpty();
    assertThat(ended.ending().reason().word()).isEqualTo("worker_lost");
  }

  @Test
  void shouldNotShowAStreamKeyWhenPrinted() {
    // Given
    Destination destination =
        new Destination("douyin", Destination.Kind.RTMP, "rtmp://127.0.0.1/live/secret");

    // When
    String printed = destination.toString();

    // Then
    assertThat(printed).contains("douyin").doesNotContain("secret");
  }

  @Test
  void shouldRefuseWhenAFieldBreaksItsRule() {
    // Given
    List<Runnable> breaches =
        List.of(
            () -> new OutputFormat(721, 1280, 30, 0, 0),
            () -> new OutputFormat(8, 1280, 30, 0, 0),
            () -> new OutputFormat(720, 1280, 61, 0, 0),
            () -> new Destination("", Destination.Kind.HLS, ""),
            () -> new Destination("x", Destination.Kind.RTMP, ""),
            () -> new Broadcast.Created(Samples.details(), 0));

    // When, Then
    assertThat(breaches)
        .allSatisfy(it -> assertThatThrownBy(it::run).isInstanceOf(IllegalArgumentException.class));
  }
}
