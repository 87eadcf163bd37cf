package dev.afterglow.commerce.playbook;

import dev.afterglow.api.commerce.v1.AskedQuestion;
import dev.afterglow.api.commerce.v1.CommentIntent;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.Playbook;
import dev.afterglow.api.commerce.v1.PlaybookKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a playbook does, as a message: in words, and in fields that a stage can be set by. */
final class ActionMessages {
  private ActionMessages() {}

  static void fill(Action action, Playbook.Builder message) {
    message.setProductId(action.productId());
    switch (action) {
      case Action.Explain explain ->
          message
              .setKind(PlaybookKind.PLAYBOOK_KIND_EXPLAIN)
              .setAction("explain " + explain.productId() + " through the slot");
      case Action.Price price ->
          message
              .setKind(PlaybookKind.PLAYBOOK_KIND_PRICE)
              .setAction(
                  sell(price.productId(), price.currency(), price.toMinor(), price.fromMinor()))
              .setSlotPrice(money(price.currency(), price.toMinor()));
      case Action.Show show ->
          message
              .setKind(PlaybookKind.PLAYBOOK_KIND_LOOK)
              .setAction("show " + look(show) + " through the slot")
              .setLookId(show.lookId())
              .setLayout(show.layout());
      case Action.Bundle bundle ->
          message
              .setKind(PlaybookKind.PLAYBOOK_KIND_BUNDLE)
              .setAction(
                  sell(
                      String.join(" and ", bundle.productIds()) + " on one card",
                      bundle.currency(),
                      bundle.toMinor(),
                      bundle.fromMinor()))
              .addAllProductIds(bundle.productIds())
              .setSlotPrice(money(bundle.currency(), bundle.toMinor()))
              .setUsualPrice(money(bundle.currency(), bundle.fromMinor()));
      case Action.Answer answer -> answer(answer.questions(), message);
      case Action.Order order ->
          message
              .setKind(PlaybookKind.PLAYBOOK_KIND_ORDER)
              .setAction(
                  "go through the products in the order " + String.join(", ", order.productIds()))
              .addAllProductIds(order.productIds());
    }
  }

  private static String sell(String what, String currency, long toMinor, long fromMinor) {
    return String.format(
        Locale.ROOT,
        "sell %s at %d instead of %d %s minor units to everybody during the slot",
        what,
        toMinor,
        fromMinor,
        currency);
  }

  private static String look(Action.Show show) {
    return show.lookId().isEmpty()
        ? "the layout " + show.layout()
        : "the look " + show.lookId() + " in the layout " + show.layout();
  }

  private static void answer(List<Action.Asked> questions, Playbook.Builder message) {
    message
        .setKind(PlaybookKind.PLAYBOOK_KIND_ANSWERS)
        .setAction(
            "answer within the slot: "
                + questions.stream()
                    .map(it -> it.intent().name() + about(it.subject()))
                    .collect(Collectors.joining(", ")));
    for (Action.Asked question : questions) {
      message.addQuestions(
          AskedQuestion.newBuilder()
              .setIntent(CommentIntent.valueOf("COMMENT_INTENT_" + question.intent().name()))
              .setSubject(question.subject()));
    }
  }

  private static String about(String subject) {
    return subject.isEmpty() ? "" : " of " + subject;
  }

  private static Money money(String currency, long minor) {
    return Money.newBuilder().setCurrencyCode(currency).setAmountMinor(minor).build();
  }
}
