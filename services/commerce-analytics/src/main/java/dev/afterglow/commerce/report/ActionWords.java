package dev.afterglow.commerce.report;

import dev.afterglow.commerce.playbook.Action;
import java.util.List;

/** What a playbook does, in a report's words. */
final class ActionWords {
  private final Wording words;

  ActionWords(Wording words) {
    this.words = words;
  }

  String of(Action action) {
    return switch (action) {
      case Action.Explain explain ->
          words.say("Explain %s longer", "延长 %s 的讲解", explain.productId());
      case Action.Price price ->
          words.say(
              "Sell %s at %s instead of %s to everybody for a slot",
              "某一时段对所有人以 %2$s（原 %3$s）售卖 %1$s",
              price.productId(),
              words.money(price.toMinor(), price.currency()),
              words.money(price.fromMinor(), price.currency()));
      case Action.Show show -> show(show);
      case Action.Bundle bundle ->
          words.say(
              "Sell %s on one card at %s instead of %s to everybody for a slot",
              "某一时段对所有人以组合价 %2$s（原 %3$s）售卖 %1$s",
              both(bundle.productIds()),
              words.money(bundle.toMinor(), bundle.currency()),
              words.money(bundle.fromMinor(), bundle.currency()));
      // Which ones is the room's own: fewer than ten may have asked.
      case Action.Answer _ -> words.say("Answer what viewers ask most", "回答观众最常问的问题");
      case Action.Order order ->
          words.say(
              "Go through the products in the order %s",
              "按此顺序过品：%s", String.join(words.say(", ", "、"), order.productIds()));
    };
  }

  private String show(Action.Show show) {
    return show.lookId().isEmpty()
        ? words.say("Show the layout %s longer", "延长 %s 版式的展示", show.layout())
        : words.say(
            "Show the look %s (%s) longer", "延长 %s 造型（%s）的展示", show.lookId(), show.layout());
  }

  private String both(List<String> productIds) {
    return String.join(words.say(" and ", " 与 "), productIds);
  }
}
