package dev.afterglow.render.stage;

import dev.afterglow.render.presence.Appearance;
import dev.afterglow.render.presence.View;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.space.Mat4;
import dev.afterglow.render.surface.PropDrawing;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The product in the figure's hand. It is drawn with the figure, by its camera and into its depth,
 * so that either hides what is behind it; no garbage.
 */
final class HandLayer {
  private final Appearance figure;
  private final Set<Hand> hands;
  private final StandLayer models;
  private final float[] inGrip = new float[16];
  private final float[] grip = new float[16];
  private final float[] placed = new float[16];
  private @Nullable Hand hand;

  /**
   * @param hands those of the figure that can hold
   * @param models has what is held on the device
   */
  HandLayer(Appearance figure, Set<Hand> hands, StandLayer models) {
    this.figure = figure;
    this.hands = hands;
    this.models = models;
  }

  /** What a scene holds in a hand that this figure has; null is nothing. */
  @Nullable HeldThing heldIn(Scene scene) {
    Hand wanted = hand(scene.hold());
    Product product = scene.product().orElse(null);
    if (wanted == null || product == null || !hands.contains(wanted)) {
      return null;
    }
    try {
      return HeldThing.of(product);
    } catch (HeldThing.NotHoldable e) {
      // Two directives that are each allowed can meet in time; then it stands.
      return null;
    }
  }

  /** Holds from now on what a scene says. */
  void show(Scene scene, @Nullable HeldThing thing) {
    hand = thing == null ? null : hand(scene.hold());
    figure.hold(hand);
    if (thing != null) {
      thing.inGrip(inGrip);
    }
    models.held(thing == null ? null : thing.model());
  }

  /** Draws it where a depth buffer is bound and its test is on. */
  void draw(View view) {
    Hand in = hand;
    PropDrawing prop = models.inHand();
    if (prop == null || in == null) {
      return;
    }
    figure.grip(in, grip);
    Mat4.multiply(grip, inGrip, placed);
    prop.draw(view.viewProjection(), view.eye(), placed, view.lights());
  }

  private static @Nullable Hand hand(Hold hold) {
    return switch (hold) {
      case STAND -> null;
      case LEFT_HAND -> Hand.LEFT;
      case RIGHT_HAND -> Hand.RIGHT;
    };
  }
}
