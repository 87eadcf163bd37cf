package dev.afterglow.facts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.FactFault.Reason;
import dev.afterglow.facts.Happening;
import dev.afterglow.facts.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What happens, in JSON. Money is {@code currency} (default "CNY") and {@code minor}.
 *
 * <pre>
 *   enter: channel        heartbeat   leave   share   follow
 *   comment: text         like: count (default 1)     gift: money
 *   impression, click: product           cart: product, quantity (default 1)
 *   order: order, lines of product, quantity (default 1), money
 *   paid: order, money    cancelled: order    refunded: order, money
 *   explain: product, begins             price: product, money
 *   stock: product, units                cost: cost_kind (advertising, compute, people), money
 *   factor: name, value
 *   show: shop
 *   look: render, number, look (default ""), layout (default "": nothing any more)
 * </pre>
 */
public final class HappeningJson {
  private HappeningJson() {}

  /**
   * What happens, of a node that names its kind.
   *
   * @throws FactFault when a field breaks its rule
   */
  public static Happening read(JsonNode node) {
    return read(text(node, "kind"), node);
  }

  /**
   * What happens, of a kind that is named elsewhere.
   *
   * @throws FactFault when there is no such kind, or a field breaks its rule
   */
  public static Happening read(String kind, JsonNode node) {
    return switch (kind) {
      case "enter" -> new Happening.Enter(textOr(node, "channel", ""));
      case "heartbeat" -> new Happening.Heartbeat();
      case "leave" -> new Happening.Leave();
      case "share" -> new Happening.Share();
      case "follow" -> new Happening.Follow();
      case "comment" -> new Happening.Comment(text(node, "text"));
      case "like" -> new Happening.Like(countOr(node, "count"));
      case "gift" -> new Happening.Gift(money(node));
      case "impression" -> new Happening.ProductImpression(text(node, "product"));
      case "click" -> new Happening.ProductClick(text(node, "product"));
      case "cart" -> new Happening.CartAdd(text(node, "product"), countOr(node, "quantity"));
      case "order" -> new Happening.OrderCreated(text(node, "order"), lines(node));
      case "paid" -> new Happening.OrderPaid(text(node, "order"), money(node));
      case "cancelled" -> new Happening.OrderCancelled(text(node, "order"));
      case "refunded" -> new Happening.OrderRefunded(text(node, "order"), money(node));
      case "explain" -> new Happening.ExplainSegment(text(node, "product"), truth(node, "begins"));
      case "price" -> new Happening.PriceChange(text(node, "product"), money(node));
      case "stock" -> new Happening.StockChange(text(node, "product"), whole(node, "units"));
      case "cost" -> new Happening.CostIncurred(costKind(text(node, "cost_kind")), money(node));
      case "compute" ->
          new Happening.ComputeUsed(
              text(node, "render"),
              whole(node, "device_ms"),
              whole(node, "processor_ms"),
              whole(node, "encoder_ms"),
              whole(node, "bytes_out"));
      case "look" ->
          new Happening.LookChange(
              text(node, "render"),
              whole(node, "number"),
              textOr(node, "look", ""),
              textOr(node, "layout", ""));
      case "show" -> new Happening.ShowOpened(text(node, "shop"), textOr(node, "presenter", ""));
      case "promotion" ->
          new Happening.Promotion(
              text(node, "promotion"),
              textOr(node, "product", ""),
              truth(node, "begins"),
              promotionSort(text(node, "sort")),
              node.has("minor") ? money(node) : null);
      case "answered" ->
          new Happening.QuestionAnswered(
              question(text(node, "question")), textOr(node, "subject", ""));
      case "factor" -> new Happening.ExternalFactor(text(node, "name"), number(node, "value"));
      default -> throw new FactFault(Reason.INVALID_FIELD, "kind");
    };
  }

  /** Puts the kind and its fields into a node. */
  public static void write(Happening what, ObjectNode node) {
    switch (what) {
      case Happening.Enter enter -> kind(node, "enter").put("channel", enter.channel());
      case Happening.Heartbeat _ -> kind(node, "heartbeat");
      case Happening.Leave _ -> kind(node, "leave");
      case Happening.Share _ -> kind(node, "share");
      case Happening.Follow _ -> kind(node, "follow");
      case Happening.Comment comment -> kind(node, "comment").put("text", comment.text());
      case Happening.Like like -> kind(node, "like").put("count", like.count());
      case Happening.Gift gift -> put(kind(node, "gift"), gift.worth());
      case Happening.ProductImpression shown ->
          kind(node, "impression").put("product", shown.productId());
      case Happening.ProductClick click -> kind(node, "click").put("product", click.productId());
      case Happening.CartAdd add ->
          kind(node, "cart").put("product", add.productId()).put("quantity", add.quantity());
      case Happening.OrderCreated created -> {
        var lines = kind(node, "order").put("order", created.orderId()).putArray("lines");
        for (Happening.OrderLine line : created.lines()) {
          put(
              lines.addObject().put("product", line.productId()).put("quantity", line.quantity()),
              line.unitPrice());
        }
      }
      case Happening.OrderPaid paid ->
          put(kind(node, "paid").put("order", paid.orderId()), paid.amount());
      case Happening.OrderCancelled gone -> kind(node, "cancelled").put("order", gone.orderId());
      case Happening.OrderRefunded back ->
          put(kind(node, "refunded").put("order", back.orderId()), back.amount());
      case Happening.ExplainSegment segment ->
          kind(node, "explain").put("product", segment.productId()).put("begins", segment.begins());
      case Happening.PriceChange change ->
          put(kind(node, "price").put("product", change.productId()), change.price());
      case Happening.StockChange change ->
          kind(node, "stock").put("product", change.productId()).put("units", change.unitsLeft());
      case Happening.CostIncurred cost ->
          put(
              kind(node, "cost").put("cost_kind", cost.kind().name().toLowerCase(Locale.ROOT)),
              cost.amount());
      case Happening.ComputeUsed used ->
          kind(node, "compute")
              .put("render", used.renderId())
              .put("device_ms", used.deviceMs())
              .put("processor_ms", used.processorMs())
              .put("encoder_ms", used.encoderMs())
              .put("bytes_out", used.bytesOut());
      case Happening.LookChange change ->
          kind(node, "look")
              .put("render", change.renderId())
              .put("number", change.number())
              .put("look", change.lookId())
              .put("layout", change.layout());
      case Happening.ShowOpened opened -> {
        kind(node, "show").put("shop", opened.shopId());
        if (!opened.presenterId().isEmpty()) {
          node.put("presenter", opened.presenterId());
        }
      }
      case Happening.Promotion promotion -> {
        kind(node, "promotion")
            .put("promotion", promotion.promotionId())
            .put("product", promotion.productId())
            .put("begins", promotion.begins())
            .put("sort", promotion.sort().name().toLowerCase(Locale.ROOT));
        Money price = promotion.price();
        if (price != null) {
          put(node, price);
        }
      }
      case Happening.QuestionAnswered answered ->
          kind(node, "answered")
              .put("question", answered.question().name().toLowerCase(Locale.ROOT))
              .put("subject", answered.subject());
      case Happening.ExternalFactor factor ->
          kind(node, "factor").put("name", factor.name()).put("value", factor.value());
    }
  }

  private static ObjectNode kind(ObjectNode node, String kind) {
    return node.put("kind", kind);
  }

  private static void put(ObjectNode node, Money money) {
    node.put("currency", money.currency()).put("minor", money.minor());
  }

  private static List<Happening.OrderLine> lines(JsonNode node) {
    List<Happening.OrderLine> lines = new ArrayList<>();
    for (JsonNode line : node.path("lines")) {
      lines.add(
          new Happening.OrderLine(text(line, "product"), countOr(line, "quantity"), money(line)));
    }
    return lines;
  }

  private static Money money(JsonNode node) {
    return new Money(textOr(node, "currency", "CNY"), whole(node, "minor"));
  }

  private static Happening.CostKind costKind(String name) {
    return switch (name) {
      case "advertising" -> Happening.CostKind.ADVERTISING;
      case "compute" -> Happening.CostKind.COMPUTE;
      case "people" -> Happening.CostKind.PEOPLE;
      default -> throw new FactFault(Reason.INVALID_FIELD, "cost_kind");
    };
  }

  private static Happening.Question question(String name) {
    return Arrays.stream(Happening.Question.values())
        .filter(question -> question.name().toLowerCase(Locale.ROOT).equals(name))
        .findAny()
        .orElseThrow(() -> new FactFault(Reason.INVALID_FIELD, "question"));
  }

  /**
   * The text of a field.
   *
   * @throws FactFault when there is none
   */
  public static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isTextual()) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
    return value.textValue();
  }

  /**
   * The text of a field, or another where the field is absent.
   *
   * @throws FactFault when it is there and no text
   */
  public static String textOr(JsonNode node, String field, String otherwise) {
    return node.has(field) ? text(node, field) : otherwise;
  }

  private static Happening.PromotionSort promotionSort(String name) {
    return switch (name) {
      case "price" -> Happening.PromotionSort.PRICE;
      case "coupon" -> Happening.PromotionSort.COUPON;
      case "bundle" -> Happening.PromotionSort.BUNDLE;
      case "gift" -> Happening.PromotionSort.GIFT;
      case "free_shipping" -> Happening.PromotionSort.FREE_SHIPPING;
      default -> throw new FactFault(Reason.INVALID_FIELD, "sort");
    };
  }

  /** True or false; whatever else is there, or nothing, would be a guess. */
  private static boolean truth(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isBoolean()) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
    return value.booleanValue();
  }

  /**
   * The whole number of a field.
   *
   * @throws FactFault when there is none
   */
  public static long whole(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.canConvertToLong() || !value.isIntegralNumber()) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
    return value.longValue();
  }

  private static int countOr(JsonNode node, String field) {
    long count = node.has(field) ? whole(node, field) : 1;
    if (count < Integer.MIN_VALUE || count > Integer.MAX_VALUE) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
    return (int) count;
  }

  private static double number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isNumber()) {
      throw new FactFault(Reason.INVALID_FIELD, field);
    }
    return value.doubleValue();
  }
}
