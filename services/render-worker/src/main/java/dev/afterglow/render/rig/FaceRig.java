package dev.afterglow.render.rig;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.render.figure.Expression;
import dev.afterglow.render.figure.Figure;
import dev.afterglow.render.figure.FigureMesh;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From ARKit weights to morph-target weights. A shape finds its targets by name: a VRM expression
 * of that name first (perfect sync), else every morph target of that name. A figure that has
 * neither, but VRM's preset expressions, gets those from {@link Visemes}. An absent shape leaves
 * its targets at rest.
 */
public final class FaceRig {
  private final List<float[]> rest = new ArrayList<>();
  private final List<float[]> weights = new ArrayList<>();
  private final Map<ArkitShape, List<Expression.Bind>> byShape = new EnumMap<>(ArkitShape.class);
  private final List<Expression> presets = new ArrayList<>();

  public FaceRig(Figure figure) {
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
    Map<String, Expression> named = new HashMap<>();
    for (Expression expression : figure.expressions()) {
      named.putIfAbsent(expression.name(), withinRange(expression));
    }
    named.values().stream()
        .filter(expression -> !expression.binds().isEmpty())
        .forEach(
            expression ->
                ShapeAliases.find(expression.name())
                    .ifPresent(shape -> byShape.putIfAbsent(shape, expression.binds())));
    byMorph.forEach(byShape::putIfAbsent);
    if (!byShape.containsKey(ArkitShape.JAW_OPEN)) {
      Visemes.PRESETS.stream()
          .filter(named::containsKey)
          .map(named::get)
          .filter(expression -> !expression.binds().isEmpty())
          .forEach(presets::add);
    }
  }

  /** Whether the shape moves anything on this figure. */
  public boolean binds(ArkitShape shape) {
    return byShape.containsKey(shape);
  }

  /** How many of the 52 shapes move something on this figure. */
  public int boundShapes() {
    return byShape.size();
  }

  /**
   * Works out all morph weights for one instant.
   *
   * @return for each mesh of the figure, one weight a morph target; the arrays are reused by the
   *     next call
   */
  public List<float[]> apply(ShapeWeights shapes) {
    for (int m = 0; m < weights.size(); m++) {
      System.arraycopy(rest.get(m), 0, weights.get(m), 0, rest.get(m).length);
    }
    byShape.forEach((shape, binds) -> add(binds, shapes.getOr(shape, 0)));
    for (Expression preset : presets) {
      float weight = Visemes.weight(preset.name(), shapes);
      add(preset.binds(), preset.binary() ? (weight > 0.5f ? 1 : 0) : weight);
    }
    return weights;
  }

  private void add(List<Expression.Bind> binds, float weight) {
    if (weight == 0) {
      return;
    }
    for (int i = 0; i < binds.size(); i++) {
      Expression.Bind bind = binds.get(i);
      weights.get(bind.mesh())[bind.morph()] += bind.weight() * weight;
    }
  }

  private Expression withinRange(Expression expression) {
    List<Expression.Bind> binds =
        expression.binds().stream()
            .filter(b -> b.mesh() >= 0 && b.mesh() < rest.size())
            .filter(b -> b.morph() >= 0 && b.morph() < rest.get(b.mesh()).length)
            .toList();
    return new Expression(expression.name(), expression.binary(), binds);
  }
}
