package dev.afterglow.facts;

import dev.afterglow.facts.FactFault.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened. Every kind checks its own fields and throws {@link FactFault} with the field's
 * path in the contract's spelling.
 */
public sealed interface Happening {
  /** The viewer came in, from a channel of 0 to 64 characters; example: "recommend". */
  record Enter(String channel) implements Happening {
    public Enter {
      Check.text("enter.channel", channel, 0, 64);
    }
  }

  /** The viewer is still there. */
  record Heartbeat() implements Happening {}

  /** The viewer left. */
  record Leave() implements Happening {}

  /** The viewer said something, 1 to 500 characters; personal, so it never prints. */
  record Comment(String text) implements Happening {
    public Comment {
      Check.text("comment.text", text, 1, 500);
    }

    @Override
    public String toString() {
      return "Comment[" + text.length() + " characters]";
    }
  }

  /** The viewer liked, 1 to 10,000 times since the last. */
  record Like(int count) implements Happening {
    public Like {
      Check.range("like.count", count, 1, 10_000);
    }
  }

  /** The viewer shared the room. */
  record Share() implements Happening {}

  /** The viewer follows the shop from now on. */
  record Follow() implements Happening {}

  /** The viewer gave a gift of some worth, never negative. */
  record Gift(Money worth) implements Happening {
    public Gift {
      Check.notNegative("gift.worth", worth);
    }
  }

  /** A product was shown to the viewer. */
  record ProductImpression(String productId) implements Happening {
    public ProductImpression {
      Check.product("product_impression", productId);
    }
  }

  /** The viewer opened a product. */
  record ProductClick(String productId) implements Happening {
    public ProductClick {
      Check.product("product_click", productId);
    }
  }

  /** The viewer put 1 to 10,000 of a product into the cart. */
  record CartAdd(String productId, int quantity) implements Happening {
    public CartAdd {
      Check.product("cart_add", productId);
      Check.range("cart_add.quantity", quantity, 1, 10_000);
    }
  }

  /** A line of an order: 1 to 1,000,000 of a product at a price each that is not negative. */
  record OrderLine(String productId, int quantity, Money unitPrice) {
    public OrderLine {
      Check.product("order_created.lines", productId);
      Check.range("order_created.lines.quantity", quantity, 1, 1_000_000);
      Check.notNegative("order_created.lines.unit_price", unitPrice);
    }
  }

  /** The viewer ordered 1 to 200 lines, all in one currency. */
  record OrderCreated(String orderId, List<OrderLine> lines) implements Happening {
    public OrderCreated {
      Check.order("order_created", orderId);
      Check.range("order_created.lines", lines.size(), 1, 200);
      lines = List.copyOf(lines);
      String currency = lines.getFirst().unitPrice().currency();
      for (OrderLine line : lines) {
        if (!line.unitPrice().currency().equals(currency)) {
          throw new FactFault(Reason.INVALID_FIELD, "order_created.lines.unit_price");
        }
      }
    }
  }

  /** An order was paid, in whole or in part. */
  record OrderPaid(String orderId, Money amount) implements Happening {
    public OrderPaid {
      Check.order("order_paid", orderId);
      Check.notNegative("order_paid.amount", amount);
    }
  }

  /** An order was cancelled. */
  record OrderCancelled(String orderId) implements Happening {
    public OrderCancelled {
      Check.order("order_cancelled", orderId);
    }
  }

  /** Money of an order went back, in whole or in part. */
  record OrderRefunded(String orderId, Money amount) implements Happening {
    public OrderRefunded {
      Check.order("order_refunded", orderId);
      Check.notNegative("order_refunded.amount", amount);
    }
  }

  /** The presenter begins or ends to explain a product. */
  record ExplainSegment(String productId, boolean begins) implements Happening {
    public ExplainSegment {
      Check.product("explain_segment", productId);
    }
  }

  /** A product's price changed. */
  record PriceChange(String productId, Money price) implements Happening {
    public PriceChange {
      Check.product("price_change", productId);
      Check.notNegative("price_change.price", price);
    }
  }

  /** A product's stock changed to 0 or more units. */
  record StockChange(String productId, long unitsLeft) implements Happening {
    public StockChange {
      Check.product("stock_change", productId);
      Check.range("stock_change.units_left", unitsLeft, 0, Long.MAX_VALUE);
    }
  }

  /** What a promotion is. */
  enum PromotionSort {
    PRICE,
    COUPON,
    BUNDLE,
    GIFT,
    FREE_SHIPPING
  }

  /**
   * A promotion of 1 to 64 characters' id begins or ends, of a product of 0 to 64, empty = of the
   * whole room; at a price that is not negative, null = none is told.
   */
  record Promotion(
      String promotionId,
      String productId,
      boolean begins,
      PromotionSort sort,
      @Nullable Money price)
      implements Happening {
    public Promotion {
      Check.text("promotion.promotion_id", promotionId, 1, 64);
      Check.text("promotion.product_id", productId, 0, 64);
      if (price != null) {
        Check.notNegative("promotion.price", price);
      }
    }
  }

  /** What money was spent on. */
  enum CostKind {
    ADVERTISING,
    COMPUTE,
    PEOPLE
  }

  /** Money was spent on the room. */
  record CostIncurred(CostKind kind, Money amount) implements Happening {
    public CostIncurred {
      Check.notNegative("cost_incurred.amount", amount);
    }
  }

  /**
   * What a render of 1 to 64 characters' name has used of its worker since it began: milliseconds
   * of drawing device, processors and encoder, and bytes sent; each 0 to 10^15.
   */
  record ComputeUsed(
      String renderId, long deviceMs, long processorMs, long encoderMs, long bytesOut)
      implements Happening {
    private static final long MOST = 1_000_000_000_000_000L;

    public ComputeUsed {
      Check.text("compute_used.render_id", renderId, 1, 64);
      Check.range("compute_used.device_ms", deviceMs, 0, MOST);
      Check.range("compute_used.processor_ms", processorMs, 0, MOST);
      Check.range("compute_used.encoder_ms", encoderMs, 0, MOST);
      Check.range("compute_used.bytes_out", bytesOut, 0, MOST);
    }
  }

  /**
   * A render of 1 to 64 characters' name shows another look, of 0 to 64 characters, or layout, of 0
   * to 32; an empty layout is nothing any more. Numbers count up from 1 with each change of the
   * render.
   */
  record LookChange(String renderId, long number, String lookId, String layout)
      implements Happening {
    private static final long MOST = 1_000_000_000;

    public LookChange {
      Check.text("look_change.render_id", renderId, 1, 64);
      Check.range("look_change.number", number, 1, MOST);
      Check.text("look_change.look_id", lookId, 0, 64);
      Check.text("look_change.layout", layout, 0, 32);
    }
  }

  /**
   * The room's show goes on air; the shop of 1 to 200 characters is whose it is, the presenter of 0
   * to 64 who is seen in it.
   */
  record ShowOpened(String shopId, String presenterId) implements Happening {
    public ShowOpened {
      Check.text("show_opened.shop_id", shopId, 1, 200);
      Check.text("show_opened.presenter_id", presenterId, 0, 64);
    }

    /** Of a presenter that nobody told. */
    public ShowOpened(String shopId) {
      this(shopId, "");
    }
  }

  /** What viewers ask. */
  enum Question {
    PRICE,
    HOW_TO_BUY,
    DISCOUNT,
    SHIPPING,
    FREIGHT_INSURANCE,
    RETURN,
    SIZE,
    QUALITY,
    STOCK,
    REPEAT_EXPLAIN,
    AI_QUESTION
  }

  /** The presenter answered a question about a subject of 0 to 64 characters. */
  record QuestionAnswered(Question question, String subject) implements Happening {
    public QuestionAnswered {
      Check.text("question_answered.subject", subject, 0, 64);
    }
  }

  /** Something outside the room: a name of 1 to 64 characters and a finite value. */
  record ExternalFactor(String name, double value) implements Happening {
    public ExternalFactor {
      Check.text("external_factor.name", name, 1, 64);
      if (!Double.isFinite(value)) {
        throw new FactFault(Reason.INVALID_FIELD, "external_factor.value");
      }
    }
  }
}
