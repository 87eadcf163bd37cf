package dev.afterglow.commerce.figures;

import dev.afterglow.api.commerce.v1.FactorKind;
import dev.afterglow.api.commerce.v1.FactorStanding;
import dev.afterglow.api.commerce.v1.GetFactorsResponse;
import dev.afterglow.api.commerce.v1.SalesFactor;
import dev.afterglow.commerce.demand.Factor;
import dev.afterglow.commerce.demand.FactorScore;
import dev.afterglow.commerce.experiment.Verdict;
import dev.afterglow.commerce.factor.ShowFactors;
import java.time.Duration;
import java.util.Optional;

/** What goes with sales, as a message. */
final class FactorMessages {
  private static final int MOST = 40;

  private FactorMessages() {}

  static GetFactorsResponse response(ShowFactors factors) {
    GetFactorsResponse.Builder response =
        GetFactorsResponse.newBuilder()
            .setSlotS(Math.toIntExact(Duration.ofMinutes(factors.slotMinutes()).toSeconds()))
            .setSlotCount(factors.findings().slots())
            .setMarginNats(factors.findings().margin());
    factors.findings().scores().stream()
        .limit(MOST)
        .forEach(score -> response.addFactors(factor(score, factors.verdict(score))));
    return response.build();
  }

  private static SalesFactor factor(FactorScore score, Optional<Verdict> verdict) {
    return SalesFactor.newBuilder()
        .setKind(kind(score.kind()))
        .setName(score.name())
        .setSlotCount(score.slots())
        .setScoreWithout(score.without())
        .setScoreWith(score.with())
        .setEnters(score.enters())
        .setRatio(score.ratio())
        .setRatioLow(score.low())
        .setRatioHigh(score.high())
        .setStep(score.step())
        .setStanding(
            verdict
                .map(FactorMessages::standing)
                .orElse(FactorStanding.FACTOR_STANDING_ASSOCIATION))
        .build();
  }

  private static FactorKind kind(Factor.Kind kind) {
    return switch (kind) {
      case SENTIMENT -> FactorKind.FACTOR_KIND_SENTIMENT;
      case EXPLAINED -> FactorKind.FACTOR_KIND_EXPLAINED;
      case LOOK -> FactorKind.FACTOR_KIND_LOOK;
      case HOST -> FactorKind.FACTOR_KIND_HOST;
      case OUTSIDE -> FactorKind.FACTOR_KIND_OUTSIDE;
    };
  }

  private static FactorStanding standing(Verdict verdict) {
    return switch (verdict) {
      case OPEN -> FactorStanding.FACTOR_STANDING_ASSOCIATION;
      case HELPS -> FactorStanding.FACTOR_STANDING_SHOWN_TO_HELP;
      case HARMS -> FactorStanding.FACTOR_STANDING_SHOWN_TO_HARM;
    };
  }
}
