package dev.afterglow.commerce.playbook;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.afterglow.commerce.room.CommentIntent;
import java.util.List;

/**
 * What a playbook does. It is the room's: everybody sees the same at the same time. There is no
 * field for a viewer, and none may be added.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Action.Explain.class, name = "explain"),
  @JsonSubTypes.Type(value = Action.Price.class, name = "price"),
  @JsonSubTypes.Type(value = Action.Show.class, name = "look"),
  @JsonSubTypes.Type(value = Action.Bundle.class, name = "bundle"),
  @JsonSubTypes.Type(value = Action.Answer.class, name = "answers"),
  @JsonSubTypes.Type(value = Action.Order.class, name = "order")
})
public sealed interface Action {
  /** The product it is about; empty where it is about none, or about several. */
  String productId();

  /** What tells it from others of its kind in the same room. */
  default String about() {
    return productId();
  }

  /** Whether it is the same again, so that what was measured of one counts for the other. */
  default boolean isLike(Action other) {
    return equals(other);
  }

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
      requireLower(fromMinor, toMinor);
    }
  }

  /**
   * The stage shows this look all through the slot.
   *
   * @param lookId the look; empty where the avatar has one alone
   * @param layout how the picture is laid out
   */
  record Show(String lookId, String layout) implements Action {
    @Override
    public String productId() {
      return "";
    }

    @Override
    public String about() {
      return lookId + "/" + layout;
    }
  }

  /**
   * Two products are on one card at one price during the slot, for everybody; each can be had alone
   * as before.
   *
   * @param productIds the two
   * @param currency ISO 4217
   * @param fromMinor what they cost one by one
   * @param toMinor what they cost together, below that
   */
  record Bundle(List<String> productIds, String currency, long fromMinor, long toMinor)
      implements Action {
    public Bundle {
      productIds = List.copyOf(productIds);
      requireLower(fromMinor, toMinor);
    }

    @Override
    public String productId() {
      return "";
    }

    @Override
    public String about() {
      return String.join("+", productIds);
    }
  }

  /**
   * The presenter answers these questions within the slot, and in the other slots goes on as usual.
   * What viewers ask changes by the minute, so a room has one such action, whatever is on its list.
   *
   * @param questions the list, most asked first
   */
  record Answer(List<Asked> questions) implements Action {
    public Answer {
      questions = List.copyOf(questions);
    }

    @Override
    public String productId() {
      return "";
    }

    @Override
    public boolean isLike(Action other) {
      return other instanceof Answer;
    }
  }

  /**
   * A question as viewers ask it; no comment and no viewer.
   *
   * @param intent what it asks
   * @param subject a product, or {@code link:} and a number; empty = nothing named
   */
  record Asked(CommentIntent intent, String subject) {}

  /**
   * The carousel shows the products in this order, and the presenter goes through them in it, round
   * and round.
   *
   * @param productIds the order
   */
  record Order(List<String> productIds) implements Action {
    public Order {
      productIds = List.copyOf(productIds);
    }

    @Override
    public String productId() {
      return "";
    }

    @Override
    public String about() {
      return String.join(">", productIds);
    }
  }

  private static void requireLower(long fromMinor, long toMinor) {
    if (toMinor <= 0 || toMinor >= fromMinor) {
      throw new IllegalArgumentException("a slot's price is below the one that stands");
    }
  }
}
