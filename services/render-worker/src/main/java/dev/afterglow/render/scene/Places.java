package dev.afterglow.render.scene;

/**
 * Where everything stands in pictures of one size, in one layout, on one platform. No two of label,
 * product, countdown, lower third, carousel, ticker and stand have a pixel in common, and all of
 * them lie where the platform's app covers nothing.
 *
 * @param layout its name
 * @param safe what the platform's app leaves free
 * @param labelTop upper edge of the label's bar
 * @param figure what the figure is drawn in; it is cut off at its edges
 * @param closeness see the stage's framing
 * @param stand what a product's model stands in; it may be in front of the figure
 */
public record Places(
    String layout,
    Box safe,
    int labelTop,
    Box figure,
    float closeness,
    Box product,
    Box countdown,
    Box lowerThird,
    Box carousel,
    Box ticker,
    Box stand) {}
