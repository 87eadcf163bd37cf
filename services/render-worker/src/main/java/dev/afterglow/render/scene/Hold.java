package dev.afterglow.render.scene;

/** Where the product that shows is. */
public enum Hold {
  /** Its model on the stand; its picture on its card alone. */
  STAND,
  /** Its model, or a card with its picture, in the figure's own left hand. */
  LEFT_HAND,
  /** Its model, or a card with its picture, in the figure's own right hand. */
  RIGHT_HAND
}
