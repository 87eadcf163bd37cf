package dev.afterglow.render.stage;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.render.film.FilmPlayer;
import dev.afterglow.render.label.SlateCard;
import dev.afterglow.render.preflight.FaceBoxes;
import dev.afterglow.render.preflight.FaceSight;
import dev.afterglow.render.preflight.Pixels;
import dev.afterglow.render.presence.Appearance;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.quality.Ladder;
import dev.afterglow.render.quality.Rung;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Box;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.Places;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.StageLoop;
import dev.afterglow.render.scene.StageModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is needed to draw one broadcast's picture: the figure on its stage, or the slate. The
 * label is not its business: it goes on when the drawn canvas becomes the stream's picture ({@link
 * dev.afterglow.render.convert.Conversion}).
 */
public final class Studio implements AutoCloseable {
  private final int width;
  private final int height;
  private final StageSet set;
  private final float closeness;
  private final CardLayer cards;
  private final StandLayer stand;
  private final HandLayer inHand;
  private final Map<Rung, Easel> easels = new HashMap<>();
  private final Canvas slate;
  private final Appearance figure;
  private final FigureLayer layer;
  private final Ladder ladder;
  private final List<String> looks;
  private Rung rung;
  private Canvas drawn;
  private @Nullable Easel last;
  private @Nullable Scene shown;
  private @Nullable HeldThing held;
  private long nowUs;

  /** With the usual stage; see the other one. */
  public Studio(Figure whom, int width, int height, float closeness, boolean software) {
    this(whom, StageSet.plain(width, height, 1), width, height, closeness, software);
  }

  /**
   * Uploads everything. Needs a current context, as every method here does.
   *
   * @param set what surrounds the figure
   * @param closeness over what the layout says; see {@link Framing#of}
   * @param software whether the processor draws
   */
  public Studio(
      Figure whom, StageSet set, int width, int height, float closeness, boolean software) {
    this.set = set;
    this.closeness = closeness;
    this.width = width;
    this.height = height;
    looks = whom.looks();
    ladder = whom.ladder(software);
    rung = ladder.rung(0);
    figure = whom.appear(software);
    slate = drawSlate(width, height);
    drawn = slate;
    cards = new CardLayer(set.press());
    stand = new StandLayer(software);
    inHand = new HandLayer(figure, whom.hands(), stand);
    layer = new FigureLayer(figure, inHand, (float) width / height, closeness);
    set.sets().stands(figure.extents(), closeness);
    scene(set.scenes().shown(), 0);
  }

  /** What surrounds the figure at that media time. */
  public void scene(Scene scene, long mediaTimeUs) {
    Places places = set.plan().of(scene.layout());
    cards.show(scene, places, mediaTimeUs);
    stand.at(mediaTimeUs);
    nowUs = mediaTimeUs;
    if (scene.equals(shown)) {
      return;
    }
    Scene before = shown;
    if (before == null || !before.layout().equals(scene.layout())) {
      Box box = places.figure();
      Framing framing =
          Framing.of(
              figure.extents(), (float) box.width() / box.height(), closeness * places.closeness());
      layer.stand(framing, box, width, height);
    }
    if (before == null || !before.lookId().equals(scene.lookId())) {
      figure.wear(scene.lookId());
    }
    layer.lights(scene.lights());
    held = inHand.heldIn(scene);
    inHand.show(scene, held);
    Optional<Product> stands = held == null ? scene.product() : Optional.empty();
    stand.show(stands, places.stand(), width, height, scene.lights());
    shown = scene;
  }

  /** Uploads one of the models that directives will show, if one waits. */
  public void fetchOne() {
    StageModel coming = set.coming().poll();
    if (coming != null) {
      stand.fetch(coming);
    }
  }

  /**
   * Wears a look until the scene says otherwise.
   *
   * @param look one of the figure's; empty is the one that is worn at first
   */
  public void wear(String look) {
    figure.wear(look);
  }

  /**
   * Draws every look once, so that none waits for the device when its time comes. What shows stays
   * what the scene says.
   *
   * @param drawn called after each
   */
  public void fit(Runnable drawn) {
    Scene scene = shown;
    for (String look : looks) {
      figure.wear(look);
      drawFigure();
      drawn.run();
    }
    figure.wear(scene == null ? "" : scene.lookId());
  }

  /** How many triangles of the figure a picture shows now, outlines left out. */
  public int drawnTriangles() {
    return figure.triangles();
  }

  /** How finely the figure can be drawn here. */
  public Ladder ladder() {
    return ladder;
  }

  /**
   * How finely it is posed and drawn from now on; the finest at first.
   *
   * @param level of the {@link #ladder}
   */
  public void level(int level) {
    rung = ladder.rung(level);
    figure.level(rung);
  }

  /** What was drawn last: of the picture's size, or smaller where the rung said so. */
  public Canvas canvas() {
    return drawn;
  }

  /** Works out where every vertex stands at one instant of the drive. */
  public void pose(MotionFrame motion) {
    figure.pose(motion);
  }

  /** The arm that holds the product and was posed by itself last, because nobody drives it. */
  public @Nullable Hand undriven() {
    return figure.undriven();
  }

  /** Draws the figure as last posed, under its cards. */
  public void drawFigure() {
    Easel easel = easels.get(rung);
    if (easel == null) {
      easel = easel(rung);
      easels.put(rung, easel);
    }
    Scene scene = shown;
    if (scene != null) {
      easel.show(scene, held != null, set, width, height);
      if (scene.background() instanceof Background.Loop(StageLoop loop)) {
        easel.film(set.films().take(loop, nowUs), width, height);
      }
    }
    Canvas sampled = easel.sampled;
    if (sampled == null) {
      easel.backdrop.copyTo(easel.canvas);
      layer.draw(easel.canvas, easel.backdrop);
      stand.draw(easel.canvas);
    } else {
      easel.backdrop.paint(sampled);
      layer.draw(sampled, easel.backdrop);
      stand.draw(sampled);
      sampled.copyTo(easel.canvas);
    }
    cards.draw(easel.canvas, height);
    drawn = easel.canvas;
    last = easel;
  }

  /** The figure as last drawn, to be judged by somebody who has time; null before. */
  public @Nullable FaceSight sight() {
    Easel easel = last;
    if (easel == null) {
      return null;
    }
    FaceBoxes face =
        figure.face(layer.viewProjection(), easel.canvas.width(), easel.canvas.height());
    return face == null ? null : new FaceSight(easel.canvas.read(), easel.wall(), face);
  }

  /** Draws the slate. No pixel of it comes from the figure. */
  public void drawSlate() {
    drawn = slate;
  }

  @Override
  public void close() {
    cards.close();
    stand.close();
    layer.close();
    figure.close();
    easels.values().forEach(Easel::close);
    slate.close();
  }

  private Easel easel(Rung rung) {
    int w = rung.drawn(width);
    int h = rung.drawn(height);
    boolean smooth = rung.samples() > 1;
    return new Easel(
        new Canvas(w, h, !smooth),
        smooth ? new Canvas(w, h, rung.samples()) : null,
        new Backdrop(w, h, Backdrop.Mood.STUDIO));
  }

  private static Canvas drawSlate(int width, int height) {
    Canvas out = new Canvas(width, height, false);
    SlateCard card = new SlateCard(width, height);
    int top = (height - card.height()) / 2;
    try (Backdrop wall = new Backdrop(width, height, Backdrop.Mood.SLATE);
        Overlay words = new Overlay(card.picture(), card.width(), card.height(), 0, top)) {
      wall.copyTo(out);
      words.draw(out);
    }
    return out;
  }

  /** What the figure is drawn in at one rung. */
  private static final class Easel {
    private final Canvas canvas;
    private final @Nullable Canvas sampled;
    private final Backdrop backdrop;
    private @Nullable Scene seen;
    private @Nullable Setting setting;
    private long filmed = Long.MIN_VALUE;
    private @Nullable Pixels wall;

    /** What a backdrop shows. */
    private record Setting(Background ground, Box figure, Optional<Box> stand) {}

    Easel(Canvas canvas, @Nullable Canvas sampled, Backdrop backdrop) {
      this.canvas = canvas;
      this.sampled = sampled;
      this.backdrop = backdrop;
    }

    /** Paints the backdrop anew where the scene has another one, or what stands before it moved. */
    void show(Scene scene, boolean held, StageSet set, int width, int height) {
      if (scene.equals(seen)) {
        return;
      }
      seen = scene;
      Places places = set.plan().of(scene.layout());
      boolean stands = !held && scene.product().flatMap(Product::model).isPresent();
      Setting next =
          new Setting(
              set.ground(scene),
              places.figure(),
              stands ? Optional.of(places.stand()) : Optional.empty());
      if (next.equals(setting)) {
        return;
      }
      double wide = (double) canvas.width() / width;
      double high = (double) canvas.height() / height;
      backdrop.show(
          next.ground,
          next.figure.scaled(wide, high),
          next.stand.map(it -> it.scaled(wide, high)).orElse(null),
          set.press());
      setting = next;
      wall = null;
      filmed = Long.MIN_VALUE;
    }

    /** Shows a picture of a film, unless it is the one that shows. */
    void film(FilmPlayer.@Nullable Slot slot, int width, int height) {
      if (slot != null && slot.number() != filmed) {
        backdrop.film(slot.rgba(), width, height);
        filmed = slot.number();
        wall = null;
      }
    }

    /** The backdrop as it is. */
    Pixels wall() {
      Pixels known = wall;
      if (known == null) {
        known = backdrop.canvas().read();
        wall = known;
      }
      return known;
    }

    void close() {
      backdrop.close();
      if (sampled != null) {
        sampled.close();
      }
      canvas.close();
    }
  }
}
