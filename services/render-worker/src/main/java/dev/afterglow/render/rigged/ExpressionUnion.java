package dev.afterglow.render.rigged;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.ShapeAliases;
import dev.afterglow.render.figure.Expression;
import dev.afterglow.render.figure.Model;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The expressions of an avatar and of its parts. One that several files have under one name, or for
 * one shape, moves what each of them has; how it treats others is as the avatar's own file says. A
 * shape that one file has as an expression and another as morph targets alone moves both.
 */
final class ExpressionUnion {
  private final Map<String, Expression> byName = new LinkedHashMap<>();
  private final Map<ArkitShape, String> byShape = new EnumMap<>(ArkitShape.class);
  private final Map<ArkitShape, List<Expression.Bind>> morphs = new EnumMap<>(ArkitShape.class);

  ExpressionUnion(Model base) {
    join(base, 0, 0);
  }

  /**
   * Adds those of a part.
   *
   * @param mesh the place of its first mesh in the whole
   * @param material the place of its first material
   */
  void join(Model part, int mesh, int material) {
    for (Expression expression : part.expressions()) {
      put(shifted(expression, mesh, material));
    }
    for (int m = 0; m < part.meshes().size(); m++) {
      List<String> names = part.meshes().get(m).morphNames();
      for (int t = 0; t < names.size(); t++) {
        Expression.Bind bind = new Expression.Bind(mesh + m, t, 1);
        if (!bound(part, m, t)) {
          ShapeAliases.find(names.get(t))
              .ifPresent(shape -> morphs.computeIfAbsent(shape, it -> new ArrayList<>()).add(bind));
        }
      }
    }
  }

  /** All of them. */
  List<Expression> all() {
    Map<String, Expression> out = new LinkedHashMap<>(byName);
    morphs.forEach(
        (shape, binds) -> {
          String name = byShape.get(shape);
          if (name != null) {
            Expression known = byName.getOrDefault(name, Expression.of(name, false, List.of()));
            out.put(name, with(known, binds, List.of(), List.of()));
          }
        });
    return List.copyOf(out.values());
  }

  private void put(Expression fresh) {
    Optional<ArkitShape> shape = ShapeAliases.find(fresh.name());
    String name = shape.map(byShape::get).orElse(fresh.name());
    Expression known = byName.get(name);
    if (known == null) {
      byName.put(fresh.name(), fresh);
      shape.ifPresent(it -> byShape.put(it, fresh.name()));
    } else {
      byName.put(name, with(known, fresh.binds(), fresh.colors(), fresh.uvs()));
    }
  }

  /** Whether an expression of the part's own for the same shape moves a morph target, or not. */
  private static boolean bound(Model part, int mesh, int morph) {
    String name = part.meshes().get(mesh).morphNames().get(morph);
    Optional<ArkitShape> shape = ShapeAliases.find(name);
    return shape.isPresent()
        && part.expressions().stream()
            .anyMatch(it -> ShapeAliases.find(it.name()).equals(shape) && it.shows());
  }

  private static Expression shifted(Expression e, int mesh, int material) {
    return new Expression(
        e.name(),
        e.binary(),
        e.blink(),
        e.lookAt(),
        e.mouth(),
        e.binds().stream()
            .map(it -> new Expression.Bind(it.mesh() + mesh, it.morph(), it.weight()))
            .toList(),
        e.colors().stream()
            .map(it -> new Expression.ColorBind(it.material() + material, it.what(), it.target()))
            .toList(),
        e.uvs().stream()
            .map(it -> new Expression.UvBind(it.material() + material, it.move()))
            .toList());
  }

  private static Expression with(
      Expression e,
      List<Expression.Bind> binds,
      List<Expression.ColorBind> colors,
      List<Expression.UvBind> uvs) {
    return new Expression(
        e.name(),
        e.binary(),
        e.blink(),
        e.lookAt(),
        e.mouth(),
        joined(e.binds(), binds),
        joined(e.colors(), colors),
        joined(e.uvs(), uvs));
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    List<T> out = new ArrayList<>(one);
    out.addAll(other);
    return out;
  }
}
