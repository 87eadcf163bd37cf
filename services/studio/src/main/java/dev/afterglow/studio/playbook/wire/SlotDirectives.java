package dev.afterglow.studio.playbook.wire;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.render.v1.ProductCarousel;
import dev.afterglow.api.render.v1.StageProduct;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a playbook under test puts on the stage: a look, a card of two products, or the carousel in
 * an order. What a presenter says, and a shop's price of one product, are no part of a stage.
 */
final class SlotDirectives {
  private static final int MOST_TITLE = 120;

  private SlotDirectives() {}

  /** The change, for so long; empty where the playbook asks for nothing that a stage can do. */
  static Optional<Directive> directive(Playbook playbook, Duration lasts) {
    Directive.Builder directive = Directive.newBuilder().setLasts(lasts);
    return switch (playbook.getKind()) {
      case PLAYBOOK_KIND_LOOK ->
          Optional.of(
              directive.setLookId(playbook.getLookId()).setLayout(playbook.getLayout()).build());
      case PLAYBOOK_KIND_BUNDLE -> Optional.of(directive.setProductId(cardId(playbook)).build());
      case PLAYBOOK_KIND_ORDER ->
          Optional.of(
              directive
                  .setCarousel(
                      ProductCarousel.newBuilder()
                          .addAllProductIds(playbook.getProductIdsList())
                          .setEach(Durations.fromSeconds(5)))
                  .build());
      default -> Optional.empty();
    };
  }

  /**
   * The card that the directive names; empty where it names none of its own.
   *
   * @param titles what the stage's products are called, by id
   */
  static Optional<StageProduct> card(Playbook playbook, Map<String, String> titles) {
    return switch (playbook.getKind()) {
      case PLAYBOOK_KIND_BUNDLE ->
          Optional.of(
              StageProduct.newBuilder()
                  .setProductId(cardId(playbook))
                  .setTitle(title(playbook, titles))
                  .setPrice(price(playbook.getSlotPrice()))
                  .setStrikePrice(price(playbook.getUsualPrice()))
                  .build());
      default -> Optional.empty();
    };
  }

  private static String title(Playbook playbook, Map<String, String> titles) {
    String title =
        playbook.getProductIdsList().stream()
            .map(id -> titles.getOrDefault(id, id))
            .collect(Collectors.joining(" + "));
    return title.length() <= MOST_TITLE ? title : title.substring(0, MOST_TITLE);
  }

  /** The same two products at the same price are the same card. */
  private static String cardId(Playbook playbook) {
    String name = playbook.getProductIdsList() + " " + playbook.getSlotPrice().getAmountMinor();
    return "bundle-" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String price(Money money) {
    Currency currency = Currency.getInstance(money.getCurrencyCode());
    String amount =
        BigDecimal.valueOf(money.getAmountMinor(), Math.max(0, currency.getDefaultFractionDigits()))
            .toPlainString();
    return money.getCurrencyCode().equals("CNY")
        ? "¥" + amount
        : amount + " " + money.getCurrencyCode();
  }
}
