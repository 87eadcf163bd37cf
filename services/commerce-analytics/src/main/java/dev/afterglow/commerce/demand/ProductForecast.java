package dev.afterglow.commerce.demand;

import java.util.Optional;

/**
 * What a product is expected to do in the slot to come, and how far earlier expectations held.
 *
 * @param productId the product
 * @param mean units expected
 * @param interval units between which about 80 % are expected
 * @param judged earlier slots that were foretold by what went before them alone
 * @param held of these: slots whose units lay in their interval
 * @param unitsLeft the stock; −1 = never told
 * @param stockOut when it is sold out if things go on as they are; empty where no stock was told
 * @param elasticity what the price does, where the sales say so
 */
public record ProductForecast(
    String productId,
    double mean,
    CountInterval interval,
    int judged,
    int held,
    long unitsLeft,
    Optional<StockOut> stockOut,
    Elasticity elasticity) {}
