package dev.afterglow.commerce.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.afterglow.commerce.event.EventBody;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.FactFault.Reason;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import dev.afterglow.facts.json.CloudEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shopify's webhooks of orders: {@code orders/create}, {@code orders/paid}, {@code
 * orders/cancelled}, {@code refunds/create}; other topics are taken and say nothing. The header
 * {@code X-Shopify-Hmac-Sha256} is the base64 of HMAC-SHA256 over the body. It bears no time, but
 * ids are those of orders and refunds, so a push that comes again counts once.
 *
 * <p>Amounts are in the shop's currency. A product is named by its id, else by its SKU, else it is
 * "unlisted". Of the customer nothing but a pseudonym is kept.
 */
final class ShopifyFormat implements WebhookFormat {
  private static final int MOST_AMOUNT_CHARACTERS = 24;

  private final List<byte[]> keys;
  private final PseudonymKey pseudonyms;

  ShopifyFormat(Secrets secrets, PseudonymKey pseudonyms) {
    this.keys = secrets.texts().stream().map(Digests::utf8).toList();
    this.pseudonyms = pseudonyms;
  }

  @Override
  public boolean isSigned(Delivery delivery, Instant now) {
    String presented = delivery.header("x-shopify-hmac-sha256");
    return keys.stream()
        .map(key -> Digests.hmac(key, delivery.body()))
        .anyMatch(made -> Digests.isBase64Of(presented, made));
  }

  @Override
  public Translation translate(Delivery delivery, Rooms rooms, Instant received) {
    Translation translation = new Translation(rooms.source(), received);
    JsonNode told = EventBody.json(delivery.body());
    switch (delivery.header("x-shopify-topic")) {
      case "orders/create" ->
          add(translation, rooms, told, "created", "id", "created_at", () -> created(told));
      case "orders/paid" ->
          add(translation, rooms, told, "paid", "id", "processed_at", () -> paid(told));
      case "orders/cancelled" ->
          add(
              translation,
              rooms,
              told,
              "cancelled",
              "id",
              "cancelled_at",
              () -> new Happening.OrderCancelled(id(told, "id")));
      case "refunds/create" ->
          add(translation, rooms, told, "refunded", "order_id", "created_at", () -> refunded(told));
      default -> {
        // Of products, customers, themes: not of what happens in a room.
      }
    }
    return translation;
  }

  private void add(
      Translation translation,
      Rooms rooms,
      JsonNode told,
      String step,
      String orderField,
      String timeField,
      Supplier<Happening> what) {
    try {
      String order = id(told, orderField);
      Instant moment = time(told, timeField);
      // An order may be new at this moment; then its room is the show's.
      Optional<String> room = rooms.of(order, moment);
      translation.add(room, step + "/" + id(told, "id"), viewer(told), moment, what);
    } catch (FactFault e) {
      translation.refuse(told.path("id").asText(), e);
    }
  }

  private String viewer(JsonNode told) {
    return pseudonyms.of(told.path("customer").path("id").asText());
  }

  private static Happening created(JsonNode order) {
    List<Happening.OrderLine> lines = new ArrayList<>();
    for (JsonNode line : order.path("line_items")) {
      lines.add(
          new Happening.OrderLine(
              product(line), quantity(line), money(order, line.path("price").asText())));
    }
    return new Happening.OrderCreated(id(order, "id"), lines);
  }

  private static Happening paid(JsonNode order) {
    return new Happening.OrderPaid(
        id(order, "id"), money(order, order.path("total_price").asText()));
  }

  /** The sum of what really went back; a refund of goods alone moves no money. */
  private static Happening refunded(JsonNode refund) {
    long minor = 0;
    String currency = "";
    for (JsonNode transaction : refund.path("transactions")) {
      if (transaction.path("kind").asText().equals("refund")
          && transaction.path("status").asText().equals("success")) {
        Money back = money(transaction, transaction.path("amount").asText());
        if (!currency.isEmpty() && !currency.equals(back.currency())) {
          throw new FactFault(Reason.INVALID_FIELD, "transactions.currency");
        }
        currency = back.currency();
        minor += back.minor();
      }
    }
    if (currency.isEmpty()) {
      throw new FactFault(Reason.INVALID_FIELD, "transactions");
    }
    return new Happening.OrderRefunded(id(refund, "order_id"), new Money(currency, minor));
  }

  private static String product(JsonNode line) {
    JsonNode id = line.path("product_id");
    if (id.isIntegralNumber() || (id.isTextual() && !id.textValue().isEmpty())) {
      return id.asText();
    }
    String sku = line.path("sku").asText("");
    return sku.isBlank() || sku.equals("null") ? "unlisted" : sku;
  }

  private static int quantity(JsonNode line) {
    JsonNode quantity = line.path("quantity");
    if (!quantity.isInt()) {
      throw new FactFault(Reason.INVALID_FIELD, "line_items.quantity");
    }
    return quantity.intValue();
  }

  private static String id(JsonNode told, String field) {
    JsonNode id = told.path(field);
    if (!id.isIntegralNumber() && !id.isTextual()) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
    return id.asText();
  }

  private static Instant time(JsonNode told, String field) {
    return CloudEvents.time(told.path(field).asText())
        .orElseThrow(() -> new FactFault(Reason.INVALID_FIELD, field));
  }

  /** A decimal amount in the smallest unit of the currency that stands beside it. */
  private static Money money(JsonNode beside, String amount) {
    String code = beside.path("currency").asText();
    try {
      if (amount.length() > MOST_AMOUNT_CHARACTERS) {
        throw new FactFault(Reason.INVALID_FIELD, "amount");
      }
      int digits = Currency.getInstance(code).getDefaultFractionDigits();
      return new Money(code, new BigDecimal(amount).movePointRight(digits).longValueExact());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new FactFault(Reason.INVALID_FIELD, "amount");
    }
  }
}
