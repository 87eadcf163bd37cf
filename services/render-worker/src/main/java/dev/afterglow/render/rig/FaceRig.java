package dev.afterglow.render.rig;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.Expression;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.LookAt;
import dev.afterglow.render.figure.Model;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From ARKit weights to morph-target weights. A shape finds its targets by name: a VRM expression
 * of that name first (perfect sync), else every morph target of that name. A figure that has
 * neither for the mouth, for an eye's lid or for a mood, but VRM's preset expressions, gets those
 * from {@link Visemes}, each by itself, and its gaze from {@link Gaze} where the file moves eyes by
 * expressions. An absent shape leaves its targets at rest.
 *
 * <p>Binary expressions are on above one half. An expression that overrides blinks, gazes or mouth
 * shapes takes its weight from them (blend) or switches them off (block); what is overridden at all
 * and binary is off.
 */
public final class FaceRig {
  private static final List<String> BOTH_EYES = List.of("blinkLeft", "blinkRight");

  private final List<float[]> rest = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();
  private final Map<ArkitShape, Driven> byShape = new EnumMap<>(ArkitShape.class);
  private final Driven[] driven;
  private final MaterialPose materials;
  private final Gaze gaze;

  /** An expression and what moves it: a shape, or the name of a preset. */
  private static final class Driven {
    private final Expression expression;
    private final @Nullable ArkitShape shape;
    private final Kind kind;
    private float weight;

    private Driven(Expression expression, @Nullable ArkitShape shape) {
      this.expression = expression;
      this.shape = shape;
      this.kind = shape == null ? Kind.of(expression.name()) : Kind.OTHER;
    }
  }

  /** The kinds that an override speaks of. */
  private enum Kind {
    BLINK,
    LOOK_AT,
    MOUTH,
    OTHER;

    static Kind of(String name) {
      return switch (name) {
        case "blink", "blinkLeft", "blinkRight" -> BLINK;
        case "lookUp", "lookDown", "lookLeft", "lookRight" -> LOOK_AT;
        case "aa", "ih", "ou", "ee", "oh" -> MOUTH;
        default -> OTHER;
      };
    }
  }

  public FaceRig(Model figure) {
    Map<ArkitShape, List<Expression.Bind>> byMorph = new EnumMap<>(ArkitShape.class);
    for (int m = 0; m < figure.meshes().size(); m++) {
      FigureMesh mesh = figure.meshes().get(m);
      rest.add(mesh.restWeights());
      weights.add(mesh.restWeights().clone());
      for (int t = 0; t < mesh.morphNames().size(); t++) {
        Expression.Bind bind = new Expression.Bind(m, t, 1);
        ShapeAliases.find(mesh.morphNames().get(t))
            .ifPresent(shape -> byMorph.computeIfAbsent(shape, s -> new ArrayList<>()).add(bind));
      }
    }
    Map<String, Expression> named = new LinkedHashMap<>();
    for (Expression expression : figure.expressions()) {
      Expression within = withinRange(expression);
      if (within.shows()) {
        named.putIfAbsent(expression.name(), within);
      }
    }
    named.forEach(
        (name, expression) ->
            ShapeAliases.find(name)
                .ifPresent(shape -> byShape.putIfAbsent(shape, new Driven(expression, shape))));
    byMorph.forEach(
        (shape, binds) ->
            byShape.putIfAbsent(
                shape, new Driven(Expression.of(shape.arkitName(), false, binds), shape)));
    List<Driven> all = new ArrayList<>(byShape.values());
    presets(named, figure.lookAt()).forEach(e -> all.add(new Driven(e, null)));
    driven = all.toArray(Driven[]::new);
    materials = new MaterialPose(figure);
    gaze = new Gaze(figure.lookAt());
  }

  /** Whether the shape moves anything on this figure. */
  public boolean binds(ArkitShape shape) {
    return byShape.containsKey(shape);
  }

  /** How many of the 52 shapes move something on this figure. */
  public int boundShapes() {
    return byShape.size();
  }

  /** Colours and texture places as {@link #apply} left them. */
  public MaterialPose materials() {
    return materials;
  }

  /**
   * Works out all morph weights for one instant. Allocates nothing.
   *
   * @return for each mesh of the figure, one weight a morph target; the arrays are reused by the
   *     next call
   */
  public List<float[]> apply(ShapeWeights shapes) {
    for (int m = 0; m < weights.size(); m++) {
      System.arraycopy(rest.get(m), 0, weights.get(m), 0, rest.get(m).length);
    }
    materials.toRest();
    gaze.look(shapes);
    float blink = 0;
    float lookAt = 0;
    float mouth = 0;
    for (Driven d : driven) {
      d.weight = weight(d, shapes);
      blink += taken(d.expression.blink(), d.weight);
      lookAt += taken(d.expression.lookAt(), d.weight);
      mouth += taken(d.expression.mouth(), d.weight);
    }
    for (Driven d : driven) {
      float over =
          switch (d.kind) {
            case BLINK -> blink;
            case LOOK_AT -> lookAt;
            case MOUTH -> mouth;
            case OTHER -> 0;
          };
      float left = over > 0 && d.expression.binary() ? 0 : Math.max(0, 1 - over);
      show(d.expression, d.weight * left);
    }
    return weights;
  }

  private float weight(Driven d, ShapeWeights shapes) {
    float weight;
    if (d.shape != null) {
      weight = shapes.getOr(d.shape, 0);
    } else if (d.kind == Kind.LOOK_AT) {
      weight = gaze.weight(d.expression.name());
    } else {
      weight = Visemes.weight(d.expression.name(), shapes);
    }
    return d.expression.binary() ? (weight > 0.5f ? 1 : 0) : weight;
  }

  private static float taken(Expression.Overriding override, float weight) {
    return switch (override) {
      case NONE -> 0;
      case BLOCK -> weight > 0 ? 1 : 0;
      case BLEND -> weight;
    };
  }

  private void show(Expression expression, float weight) {
    if (weight == 0) {
      return;
    }
    List<Expression.Bind> binds = expression.binds();
    for (int i = 0; i < binds.size(); i++) {
      Expression.Bind bind = binds.get(i);
      weights.get(bind.mesh())[bind.morph()] += bind.weight() * weight;
    }
    for (int i = 0; i < expression.colors().size(); i++) {
      materials.add(expression.colors().get(i), weight);
    }
    for (int i = 0; i < expression.uvs().size(); i++) {
      materials.add(expression.uvs().get(i), weight);
    }
  }

  /** What stands in for shapes that the figure does not have. */
  private List<Expression> presets(Map<String, Expression> named, LookAt lookAt) {
    List<String> names = new ArrayList<>(Visemes.PRESETS);
    names.removeIf(preset -> Visemes.standsFor(preset).stream().anyMatch(this::binds));
    if (names.containsAll(BOTH_EYES)) {
      boolean each = named.keySet().containsAll(BOTH_EYES);
      names.removeAll(each ? List.of("blink") : BOTH_EYES);
    }
    if (lookAt.kind() == LookAt.Kind.EXPRESSION && !binds(ArkitShape.EYE_LOOK_OUT_LEFT)) {
      names.addAll(Gaze.PRESETS);
    }
    Map<String, Expression> found = new HashMap<>(named);
    found.keySet().retainAll(names);
    return names.stream().filter(found::containsKey).map(found::get).toList();
  }

  private Expression withinRange(Expression expression) {
    List<Expression.Bind> binds =
        expression.binds().stream()
            .filter(b -> b.mesh() >= 0 && b.mesh() < rest.size())
            .filter(b -> b.morph() >= 0 && b.morph() < rest.get(b.mesh()).length)
            .toList();
    return new Expression(
        expression.name(),
        expression.binary(),
        expression.blink(),
        expression.lookAt(),
        expression.mouth(),
        binds,
        expression.colors(),
        expression.uvs());
  }
}
