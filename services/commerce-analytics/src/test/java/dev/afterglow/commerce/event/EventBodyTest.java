package dev.afterglow.commerce.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.platform.error.AfterglowException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventBodyTest {
  private static final Map<String, String> NO_ATTRIBUTES = Map.of();

  @Test
  void shouldReadOneEventWhenTheModeIsStructured() {
    // When
    List<JsonNode> events =
        EventBody.events(
                "application/cloudevents+json; charset=UTF-8",
                NO_ATTRIBUTES,
                bytes("{\"id\":\"1\"}"))
            .orElseThrow();

    // Then
    assertThat(events)
        .singleElement()
        .satisfies(it -> assertThat(it.path("id").asText()).isEqualTo("1"));
  }

  @Test
  void shouldKeepTheOrderWhenTheModeIsBatched() {
    // When
    List<JsonNode> events =
        EventBody.events(EventBody.BATCHED, NO_ATTRIBUTES, bytes("[{\"id\":\"1\"},{\"id\":\"2\"}]"))
            .orElseThrow();

    // Then
    assertThat(events).extracting(it -> it.path("id").asText()).containsExactly("1", "2");
  }

  @Test
  void shouldTakeAttributesFromHeadersWhenTheModeIsBinary() {
    // When
    List<JsonNode> events =
        EventBody.events(
                "application/json",
                Map.of("specversion", "1.0", "source", "Euro %E2%82%AC%20%F0%9F%98%80"),
                bytes("{\"text\":\"hi\"}"))
            .orElseThrow();

    // Then
    JsonNode event = events.getFirst();
    assertThat(event.path("source").asText()).isEqualTo("Euro € 😀");
    assertThat(event.path("data").path("text").asText()).isEqualTo("hi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "application/json", "text/plain", "application/cloudevents+xml"})
  void shouldBeNoEventWhenTheContentTypeSaysSo(String contentType) {
    assertThat(EventBody.events(contentType, NO_ATTRIBUTES, bytes("{}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"a\":1,\"a\":2}", "{} x"})
  void shouldSayThatItCannotBeReadWhenTheBodyIsNoJson(String body) {
    assertThatThrownBy(() -> EventBody.events(EventBody.STRUCTURED, NO_ATTRIBUTES, bytes(body)))
        .isInstanceOfSatisfying(
            AfterglowException.class, it -> assertThat(it.reason()).isEqualTo("EVENT_UNREADABLE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "7"})
  void shouldRefuseWhenABatchIsNoArray(String body) {
    assertThatThrownBy(() -> EventBody.events(EventBody.BATCHED, NO_ATTRIBUTES, bytes(body)))
        .isInstanceOf(AfterglowException.class);
  }

  @Test
  void shouldRefuseWhenABatchIsTooLong() {
    // Given
    String most = "[" + "{},".repeat(499) + "{}]";
    String more = "[" + "{},".repeat(500) + "{}]";

    // When, Then
    assertThat(EventBody.events(EventBody.BATCHED, NO_ATTRIBUTES, bytes(most)).orElseThrow())
        .hasSize(500);
    assertThatThrownBy(() -> EventBody.events(EventBody.BATCHED, NO_ATTRIBUTES, bytes(more)))
        .isInstanceOf(AfterglowException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "%4", "%zz", "a%4"})
  void shouldRefuseWhenAnAttributesEncodingIsBroken(String value) {
    assertThatThrownBy(
            () ->
                EventBody.events(
                    "application/json", Map.of("specversion", "1.0", "id", value), bytes("{}")))
        .isInstanceOf(AfterglowException.class);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
