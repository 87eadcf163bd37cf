package dev.afterglow.commerce.demand;

import java.util.List;

/**
 * Elasticities of a category's products: log-log, Poisson, Normal(−2, 1) before any data, each
 * product pulled towards its category. Given a product's total, the split of its sales over prices
 * is multinomial and its own level drops out, so one number is left to fit; the posterior is
 * Laplace's normal at its peak, widened where sales scatter by more than Poisson's chance.
 *
 * <p>The prior alone would call a product elastic of which nothing was seen. So an elasticity is
 * {@link Elasticity.Unknown} unless the product's own data, without the prior, tells it from 0 too.
 */
public final class PriceModel {
  private static final double MEAN_BEFORE = -2;
  private static final double VARIANCE_BEFORE = 1;

  /** How far products lie around their category: a deviation of one half. */
  private static final double VARIANCE_AMONG_PRODUCTS = 0.25;

  private static final double NO_PRIOR_VARIANCE = 100;
  private static final int STEPS = 100;

  private final Elasticity.Known category;

  /**
   * @param products the slots of every product of the category
   */
  public PriceModel(List<List<PriceSlot>> products) {
    category = peak(products, new Elasticity.Known(MEAN_BEFORE, Math.sqrt(VARIANCE_BEFORE)));
  }

  /** What is believed of a product of the category that was never sold at two prices. */
  public Elasticity.Known category() {
    return category;
  }

  /** What the slots of a product say. */
  public Elasticity of(List<PriceSlot> product) {
    if (product.stream().mapToDouble(PriceSlot::price).distinct().count() < 2) {
      return new Elasticity.Unknown(Elasticity.Silence.ONE_PRICE);
    }
    double before = category.deviation() * category.deviation() + VARIANCE_AMONG_PRODUCTS;
    Elasticity.Known pulled =
        peak(List.of(product), new Elasticity.Known(category.mean(), Math.sqrt(before)));
    Elasticity.Known alone =
        peak(List.of(product), new Elasticity.Known(0, Math.sqrt(NO_PRIOR_VARIANCE)));
    return alone.isApartFromZero() && pulled.isApartFromZero()
        ? pulled
        : new Elasticity.Unknown(Elasticity.Silence.TOO_LITTLE_DATA);
  }

  private static Elasticity.Known peak(List<List<PriceSlot>> products, Elasticity.Known before) {
    double precision = 1 / (before.deviation() * before.deviation());
    double at = before.mean();
    double scatter = 1;
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < STEPS; i++) {
        Slope slope = slope(products, at);
        double gradient = slope.gradient / scatter - precision * (at - before.mean());
        double step = gradient / (slope.information / scatter + precision);
        // The peak is one, and steps that leap over it are cut.
        at += Math.clamp(step, -1, 1);
        if (Math.abs(step) < 1e-10) {
          break;
        }
      }
      scatter = round == 0 ? scatter(products, at) : scatter;
    }
    double information = slope(products, at).information / scatter + precision;
    return new Elasticity.Known(at, 1 / Math.sqrt(information));
  }

  private record Slope(double gradient, double information) {}

  private static Slope slope(List<List<PriceSlot>> products, double elasticity) {
    double gradient = 0;
    double information = 0;
    for (List<PriceSlot> product : products) {
      double sold = 0;
      double soldAt = 0;
      double weights = 0;
      double first = 0;
      double second = 0;
      for (PriceSlot slot : product) {
        double x = Math.log(slot.price() / product.getFirst().price());
        double weight = slot.exposure() * Math.exp(elasticity * x);
        sold += slot.count();
        soldAt += slot.count() * x;
        weights += weight;
        first += weight * x;
        second += weight * x * x;
      }
      if (weights > 0) {
        double mean = first / weights;
        gradient += soldAt - sold * mean;
        information += sold * Math.max(0, second / weights - mean * mean);
      }
    }
    return new Slope(gradient, information);
  }

  /** Pearson's dispersion, never below Poisson's 1. */
  private static double scatter(List<List<PriceSlot>> products, double elasticity) {
    double squares = 0;
    int free = -1;
    for (List<PriceSlot> product : products) {
      double sold = product.stream().mapToDouble(PriceSlot::count).sum();
      double weights =
          product.stream().mapToDouble(slot -> weight(slot, product, elasticity)).sum();
      for (PriceSlot slot : product) {
        double expected = sold * weight(slot, product, elasticity) / weights;
        squares +=
            expected > 0 ? (slot.count() - expected) * (slot.count() - expected) / expected : 0;
      }
      free += product.size() - 1;
    }
    return free < 1 ? 1 : Math.max(1, squares / free);
  }

  private static double weight(PriceSlot slot, List<PriceSlot> product, double elasticity) {
    return slot.exposure()
        * Math.exp(elasticity * Math.log(slot.price() / product.getFirst().price()));
  }
}
