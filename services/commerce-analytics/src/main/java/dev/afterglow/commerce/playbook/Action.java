package dev.afterglow.commerce.playbook;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a playbook does. It is the room's: everybody sees the same at the same time. There is no
 * field for a viewer, and none may be added.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.Explain.class, name = "explain"),
  @JsonSubTypes.Type(value = Action.Price.class, name = "price")
})
public sealed interface Action {
  /** The product it is about. */
  String productId();

  /** The presenter explains the product all through the slot. */
  record Explain(String productId) implements Action {}

  /**
   * The product has another price during the slot, for everybody.
   *
   * @param currency ISO 4217
   * @param fromMinor the price that stands
   * @param toMinor the price in the slot, below the one that stands
   */
  record Price(String productId, String currency, long fromMinor, long toMinor) implements Action {
    public Price {
      if (toMinor <= 0 || toMinor >= fromMinor) {
        throw new IllegalArgumentException("a slot's price is below the one that stands");
      }
    }
  }
}
