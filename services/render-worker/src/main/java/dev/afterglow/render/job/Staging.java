package dev.afterglow.render.job;

import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.scene.Background;
import dev.afterglow.render.scene.Carousel;
import dev.afterglow.render.scene.Catalogue;
import dev.afterglow.render.scene.HeldThing;
import dev.afterglow.render.scene.Hold;
import dev.afterglow.render.scene.Part;
import dev.afterglow.render.scene.Product;
import dev.afterglow.render.scene.Scene;
import dev.afterglow.render.scene.SceneChange;
import dev.afterglow.render.scene.SceneTimeline;
import dev.afterglow.render.scene.StageAsset;
import dev.afterglow.render.scene.StagePlan;
import dev.afterglow.render.scene.UnknownPart;
import dev.afterglow.render.stage.StageSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The stage of one render as its operator has it: names become things here, or the directive is
 * refused as a whole.
 */
public final class Staging {
  private final StageSet set;
  private final int framesPerSecond;
  private final List<String> looks;
  private final Set<Hold> holds;
  private final Catalogue catalogue = new Catalogue();

  /**
   * @param looks the figure's, the one worn at first before the others; empty where it has its own
   *     only
   */
  Staging(StageSet set, int framesPerSecond, List<String> looks) {
    this(set, framesPerSecond, looks, EnumSet.of(Hold.STAND));
  }

  /**
   * @param holds where the figure can have a product
   */
  Staging(StageSet set, int framesPerSecond, List<String> looks, Set<Hold> holds) {
    this.holds = Set.copyOf(holds);
    this.set = set;
    this.framesPerSecond = framesPerSecond;
    this.looks = List.copyOf(looks);
  }

  /** A layout that there is, but not on this platform. */
  public static final class LayoutNotAllowed extends Exception {
    private static final long serialVersionUID = 1L;

    LayoutNotAllowed() {
      super("the platform does not allow that layout");
    }
  }

  /** The figure has no such hand. */
  public static final class NoHand extends Exception {
    private static final long serialVersionUID = 1L;

    NoHand() {
      super("the figure has no such hand");
    }
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public StagePlan plan() {
    return set.plan();
  }

  /** What the newest picture shows. */
  public Scene shown() {
    return set.scenes().shown();
  }

  /** How many pictures showed an older picture of a film than was due. */
  public long latePictures() {
    return set.films().late();
  }

  /** How many directives have not begun. */
  public int waiting() {
    return set.scenes().waiting();
  }

  /**
   * Changes the scene. What it needs is painted before it counts, on the caller's time.
   *
   * @return the media time of the first picture with it
   */
  long direct(long atUs, long lastsUs, SceneChange change)
      throws SceneTimeline.Full, HeldThing.NotHoldable {
    Scene next = set.scenes().foreseen(atUs, change);
    if (next.hold() != Hold.STAND && next.product().isPresent()) {
      HeldThing.of(next.product().get());
    }
    set.prepare(next, set.scenes().soonest(atUs));
    long from = set.scenes().add(atUs, lastsUs, change);
    long frame = Math.ceilDiv(from * framesPerSecond, 1_000_000L);
    return frame * 1_000_000L / framesPerSecond;
  }

  /** The look of that name. All of them lie on the drawing device since the render began. */
  public Part<String> look(String name) throws UnknownPart {
    if (name.isEmpty()) {
      return Part.keep();
    }
    if (!looks.contains(name)) {
      throw new UnknownPart("look", name);
    }
    return Part.put(name);
  }

  /** Where the product is to be. */
  public Part<Hold> hold(Hold wanted) throws NoHand {
    if (!holds.contains(wanted)) {
      throw new NoHand();
    }
    return Part.put(wanted);
  }

  /** Where a figure can have a product. */
  static Set<Hold> holdsOf(Figure figure) {
    Set<Hold> out = EnumSet.of(Hold.STAND);
    if (figure.hands().contains(Hand.LEFT)) {
      out.add(Hold.LEFT_HAND);
    }
    if (figure.hands().contains(Hand.RIGHT)) {
      out.add(Hold.RIGHT_HAND);
    }
    return out;
  }

  /** Where the figure can have a product, the stand first. */
  public List<Hold> holds() {
    return holds.stream().sorted().toList();
  }

  /** The figure's looks, the one worn at first before the others; empty where it names none. */
  public List<String> looks() {
    return looks;
  }

  /** The look that the newest picture shows; empty where the figure names none. */
  public String worn() {
    return named(shown().lookId());
  }

  /** The newest changes of look or layout, looks by their names; oldest first. */
  List<SceneTimeline.Turn> turns() {
    return set.scenes().turns().stream()
        .map(it -> new SceneTimeline.Turn(it.mediaTimeUs(), named(it.lookId()), it.layout()))
        .toList();
  }

  private String named(String look) {
    return look.isEmpty() && !looks.isEmpty() ? looks.getFirst() : look;
  }

  /** The layout of that name. */
  public Part<String> layout(String name) throws UnknownPart, LayoutNotAllowed {
    if (name.isEmpty()) {
      return Part.keep();
    }
    if (!StagePlan.known().contains(name)) {
      throw new UnknownPart("layout", name);
    }
    if (!set.plan().places().containsKey(name)) {
      throw new LayoutNotAllowed();
    }
    return Part.put(name);
  }

  /** The wall of that name. */
  public Part<Background> wall(String name) throws UnknownPart {
    if (name.isEmpty()) {
      return Part.keep();
    }
    for (Background.Walls wall : Background.Walls.values()) {
      if (wall.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Part.put(new Background.Wall(wall));
      }
    }
    throw new UnknownPart("background", name);
  }

  /** The picture, the set or the film of that digest. */
  public Part<Background> asset(String sha256) throws UnknownPart {
    return switch (catalogue.asset(sha256)) {
      case StageAsset.Still(var picture) -> Part.put(new Background.Cover(picture));
      case StageAsset.Model(var model) -> Part.put(new Background.Set(model));
      case StageAsset.Loop(var loop) -> Part.put(new Background.Loop(loop));
    };
  }

  /** The product of that id; "-" is none. */
  public Part<Product> product(String id) throws UnknownPart {
    if (id.isEmpty()) {
      return Part.keep();
    }
    return id.equals("-") ? Part.take() : Part.put(catalogue.product(id));
  }

  /** A carousel of those products; no ids are none. */
  public Part<Carousel> carousel(List<String> ids, long eachUs) throws UnknownPart {
    if (ids.isEmpty()) {
      return Part.take();
    }
    List<Product> products = new ArrayList<>();
    for (String id : ids) {
      products.add(catalogue.product(id));
    }
    return Part.put(new Carousel(products, eachUs));
  }

  /** The walls' names. */
  public static List<String> walls() {
    List<String> out = new ArrayList<>();
    for (Background.Walls wall : Background.Walls.values()) {
      out.add(wall.name().toLowerCase(Locale.ROOT));
    }
    return out;
  }
}
