package dev.afterglow.commerce.figures;

import dev.afterglow.api.commerce.v1.CostKind;
import dev.afterglow.api.commerce.v1.Money;
import dev.afterglow.api.commerce.v1.RoomCost;
import dev.afterglow.api.commerce.v1.RoomEconomics;
import dev.afterglow.commerce.economics.Economics;
import dev.afterglow.facts.Happening;

/** What a show cost and left as a message. */
final class EconomicsMessages {
  private EconomicsMessages() {}

  static RoomEconomics economics(Economics economics) {
    RoomEconomics.Builder message =
        RoomEconomics.newBuilder()
            .setCurrencyCode(economics.currency())
            .setShowS(economics.showSeconds())
            .setGmvNetMinor(economics.netMinor())
            .setGoodsMarginMinor(economics.marginMinor())
            .setCommissionMinor(economics.commissionMinor())
            .setPlatformFeeMinor(economics.feeMinor())
            .setComputeEstimated(economics.estimated())
            .setNetMarginMinor(economics.netMarginMinor())
            .setComputeHours(economics.computeHours());
    for (Happening.CostKind kind : Happening.CostKind.values()) {
      Long minor = economics.costs().get(kind);
      if (minor == null) {
        message.addUnknownCosts(kind(kind));
      } else {
        message.addCosts(
            RoomCost.newBuilder()
                .setKind(kind(kind))
                .setAmount(
                    Money.newBuilder()
                        .setCurrencyCode(economics.currency())
                        .setAmountMinor(minor)));
      }
    }
    economics.costAnHour().ifPresent(message::setCostPerHourMinor);
    economics.netMarginAComputeHour().ifPresent(message::setNetMarginPerComputeHourMinor);
    economics.netSalesAComputeHour().ifPresent(message::setGmvNetPerComputeHourMinor);
    return message.build();
  }

  static CostKind kind(Happening.CostKind kind) {
    return CostKind.valueOf("COST_KIND_" + kind.name());
  }
}
