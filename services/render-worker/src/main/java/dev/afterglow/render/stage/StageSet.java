package dev.afterglow.render.stage;

import dev.afterglow.render.card.CardPress;
import dev.afterglow.render.card.CardWish;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.StagePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * What surrounds one render's figure.
 *
 * @param plan the layouts that its platform allows
 * @param scenes which scene shows when
 * @param press paints what the scenes need
 */
public record StageSet(StagePlan plan, SceneTimeline scenes, CardPress press) {
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

  /** Paints what a scene needs, so that the drawing thread need not. */
  public void prepare(Scene scene) {
    List<CardWish> wishes = new ArrayList<>(CardLayer.wishes(scene, plan.of(scene.layout())));
    if (scene.background() instanceof Background.Cover(var picture)) {
      wishes.add(Backdrop.cover(picture, plan.width(), plan.height()));
    }
    wishes.forEach(press::print);
  }
}
