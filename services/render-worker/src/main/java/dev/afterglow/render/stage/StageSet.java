package dev.afterglow.render.stage;

import dev.afterglow.render.card.CardPress;
import dev.afterglow.render.card.CardWish;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Places;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.StageModel;
import dev.afterglow.render.scene.StagePicture;
import dev.afterglow.render.scene.StagePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What surrounds one render's figure.
 *
 * @param plan the layouts that its platform allows
 * @param scenes which scene shows when
 * @param press paints what the scenes need
 * @param sets paints the sets that they need
 * @param coming models that the drawing device has yet to fetch
 * @param films decodes the films that they need
 */
public record StageSet(
    StagePlan plan,
    SceneTimeline scenes,
    CardPress press,
    SetPress sets,
    Queue<StageModel> coming,
    Films films) {
  /** With nothing painted and nothing fetched yet. */
  public StageSet(StagePlan plan, SceneTimeline scenes, CardPress press) {
    this(
        plan,
        scenes,
        press,
        new SetPress(),
        new ConcurrentLinkedQueue<>(),
        new Films(plan.width(), plan.height()));
  }

  /** The stage of a platform before the first directive. */
  public static StageSet of(String platform, int width, int height, int framesPerSecond) {
    StagePlan plan = StagePlan.of(platform, width, height);
    return new StageSet(
        plan, new SceneTimeline(Scene.plain(plan.first()), framesPerSecond), new CardPress());
  }

  /** A stage that no platform's app surrounds. */
  public static StageSet plain(int width, int height, int framesPerSecond) {
    return of("", width, height, framesPerSecond);
  }

  /**
   * Paints what a scene needs, and begins to decode it, so that the drawing thread need not wait.
   *
   * @param mediaTimeUs when it will show
   */
  public void prepare(Scene scene, long mediaTimeUs) {
    Places places = plan.of(scene.layout());
    List<CardWish> wishes = new ArrayList<>(CardLayer.wishes(scene, places));
    switch (scene.background()) {
      case Background.Cover(var picture) -> wishes.add(cover(picture));
      case Background.Set(var model) -> {
        SetWish wish = sets.wish(model, places, scene.lights(), plan.width(), plan.height());
        if (wish != null) {
          sets.printAhead(wish);
          StagePicture painted = sets.known(wish);
          Optional.ofNullable(painted).map(this::cover).ifPresent(wishes::add);
        }
      }
      case Background.Loop(var loop) -> {
        wishes.add(cover(loop.poster()));
        films.prepare(loop, mediaTimeUs);
      }
      case Background.Wall _, Background.Colour _ -> {}
    }
    wishes.forEach(press::print);
    scene.product().flatMap(it -> shownAs(it, scene.hold())).ifPresent(coming::add);
  }

  private static Optional<StageModel> shownAs(Product product, Hold hold) {
    if (hold == Hold.STAND) {
      return product.model();
    }
    try {
      return Optional.of(HeldThing.of(product).model());
    } catch (HeldThing.NotHoldable e) {
      return product.model();
    }
  }

  /** What stands behind the figure in a scene, with a set as the picture that it is. */
  Background ground(Scene scene) {
    if (!(scene.background() instanceof Background.Set(StageModel model))) {
      return scene.background();
    }
    Places places = plan.of(scene.layout());
    SetWish wish = sets.wish(model, places, scene.lights(), plan.width(), plan.height());
    return wish == null ? Background.STUDIO : new Background.Cover(sets.print(wish));
  }

  private CardWish cover(StagePicture picture) {
    return Backdrop.cover(picture, plan.width(), plan.height());
  }
}
