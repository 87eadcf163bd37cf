package dev.afterglow.commerce.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.commerce.intake.ToldFact;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.json.CloudEvents;

/**
 * An event, read when it is asked for its fact.
 *
 * @param event the CloudEvent in its JSON format
 */
public record ToldEvent(JsonNode event) implements ToldFact {
  @Override
  public String source() {
    return event.path("source").asText();
  }

  @Override
  public String id() {
    return event.path("id").asText();
  }

  @Override
  public Fact fact() {
    return CloudEvents.read(event);
  }
}
