package dev.afterglow.facts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.Happening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTest {
  private static final String COMMENT =
      """
      {"specversion": "1.0", "id": "7", "source": "shop/taobao/882",
       "type": "dev.afterglow.fact.comment.v1", "time": "2026-11-23T10:00:00.250+08:00",
       "room": "0197AAAA-0000-7000-8000-000000000001", "viewer": "v7",
       "senttime": "2026-11-23T02:00:01Z", "client": "web/1.4.2", "traceparent": "00-passed-over",
       "datacontenttype": "Application/JSON; charset=utf-8", "data": {"text": "包邮吗"}}
      """;

  @Test
  void shouldReadTheFactWhenTheEventIsWhole() throws Exception {
    // When
    Fact fact = CloudEvents.read(json(COMMENT));

    // Then
    assertThat(fact)
        .isEqualTo(
            new Fact(
                "shop/taobao/882",
                "7",
                "0197aaaa-0000-7000-8000-000000000001",
                "v7",
                Instant.parse("2026-11-23T02:00:00.250Z"),
                Instant.parse("2026-11-23T02:00:01Z"),
                new Happening.Comment("包邮吗"),
                "web/1.4.2",
                1));
  }

  @Test
  void shouldReadDataAsBase64AndNoDataWhereTheKindNeedsNone() throws Exception {
    // Given
    ObjectNode encoded = json(COMMENT);
    encoded.remove("data");
    encoded.put(
        "data_base64",
        Base64.getEncoder().encodeToString("{\"text\": \"hi\"}".getBytes(StandardCharsets.UTF_8)));
    ObjectNode bare = json(COMMENT);
    bare.remove("data");
    bare.put("type", CloudEvents.type("heartbeat"));

    // When, Then
    assertThat(CloudEvents.read(encoded).what()).isEqualTo(new Happening.Comment("hi"));
    assertThat(CloudEvents.read(bare).what()).isEqualTo(new Happening.Heartbeat());
  }

  @ParameterizedTest
  @CsvSource({
    "specversion, 0.3, specversion",
    "type, dev.afterglow.fact.comment.v2, type",
    "type, dev.afterglow.fact.nothing.v1, kind",
    "type, comment, type",
    "time, yesterday, time",
    "time, 2026-11-23T10:00:00, time",
    "senttime, soon, senttime",
    "client, two words, client",
    "room, no-room, room_id",
    "datacontenttype, text/plain, datacontenttype",
    "source, '', source",
    "id, '', id"
  })
  void shouldNameTheAttributeWhenItBreaksItsRule(String attribute, String value, String field)
      throws Exception {
    // Given
    ObjectNode event = json(COMMENT).put(attribute, value);

    // When
    FactFault fault = catchThrowableOfType(FactFault.class, () -> CloudEvents.read(event));

    // Then
    assertThat(fault.field()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"specversion", "id", "source", "type", "time", "room", "data"})
  void shouldRefuseWhenAnAttributeIsMissing(String attribute) throws Exception {
    // Given
    ObjectNode event = json(COMMENT);
    event.remove(attribute);

    // When, Then
    assertThatThrownBy(() -> CloudEvents.read(event)).isInstanceOf(FactFault.class);
  }

  @Test
  void shouldRefuseWhenDataComesTwiceOrIsBrokenBase64() throws Exception {
    // Given
    ObjectNode both = json(COMMENT).put("data_base64", "e30=");
    ObjectNode broken = json(COMMENT).put("data_base64", "%%");
    broken.remove("data");

    // When, Then
    assertThatThrownBy(() -> CloudEvents.read(both)).isInstanceOf(FactFault.class);
    assertThatThrownBy(() -> CloudEvents.read(broken)).isInstanceOf(FactFault.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "{", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]"})
  void shouldRefuseJsonThatReadersWouldReadDifferently(String text) {
    assertThatThrownBy(() -> CloudEvents.json(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class);
  }

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) CloudEvents.json(text.getBytes(StandardCharsets.UTF_8));
  }
}
