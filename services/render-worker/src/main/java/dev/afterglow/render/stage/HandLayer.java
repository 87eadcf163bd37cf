package dev.afterglow.render.stage;

import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Lights;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.space.Mat4;
import org.jspecify.annotations.Nullable;

/**
 * The product in the figure's hand. It is drawn with the figure, by its camera and into its depth,
 * so that either hides what is behind it; no garbage.
 */
final class HandLayer implements FigureDrawing.Beside {
  private final BodyRig body;
  private final StandLayer models;
  private final float[] inGrip = new float[16];
  private final float[] grip = new float[16];
  private final float[] placed = new float[16];
  private @Nullable Hand hand;
  private Lights lights = Lights.USUAL;

  /**
   * @param models has what is held on the device
   */
  HandLayer(BodyRig body, StandLayer models) {
    this.body = body;
    this.models = models;
  }

  /** What a scene holds in a hand that this figure has; null is nothing. */
  @Nullable HeldThing heldIn(Scene scene) {
    Hand wanted = hand(scene.hold());
    Product product = scene.product().orElse(null);
    if (wanted == null || product == null || !body.has(wanted)) {
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
    lights = scene.lights();
    body.hold(hand);
    if (thing != null) {
      thing.inGrip(inGrip);
    }
    models.held(thing == null ? null : thing.model());
  }

  @Override
  public void draw(float[] viewProjection, float[] eye) {
    Hand in = hand;
    PropDrawing prop = models.inHand();
    if (prop == null || in == null) {
      return;
    }
    body.grip(in, grip);
    Mat4.multiply(grip, inGrip, placed);
    prop.draw(viewProjection, eye, placed, lights);
  }

  private static @Nullable Hand hand(Hold hold) {
    return switch (hold) {
      case STAND -> null;
      case LEFT_HAND -> Hand.LEFT;
      case RIGHT_HAND -> Hand.RIGHT;
    };
  }
}
