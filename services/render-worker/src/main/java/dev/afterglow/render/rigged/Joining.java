package dev.afterglow.render.rigged;

import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.render.figure.Constraint;
import dev.afterglow.render.figure.FigureException;
import dev.afterglow.render.figure.FigureMesh;
import dev.afterglow.render.figure.FigureNode;
import dev.afterglow.render.figure.Look;
import dev.afterglow.render.figure.Maps;
import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.figure.Picture;
import dev.afterglow.render.figure.Piece;
import dev.afterglow.render.figure.Skin;
import dev.afterglow.render.figure.Spring;
import dev.afterglow.render.figure.Toon;
import dev.afterglow.render.rig.BodyRig;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model that grows: an avatar's file and the parts that were joined to it, with every place in
 * one list shifted to where the part's things stand in the whole.
 */
final class Joining {
  private final Model base;
  private final Map<HumanoidBone, Integer> bones;
  private final List<FigureNode> nodes;
  private final List<FigureMesh> meshes;
  private final List<Skin> skins;
  private final List<Material> materials;
  private final List<Picture> pictures;
  private final List<Spring> springs;
  private final List<Constraint> constraints;
  private final List<Set<Piece>> pieces = new ArrayList<>();
  private final ExpressionUnion expressions;

  Joining(Model base) {
    this.base = base;
    this.bones = BodyRig.bones(base);
    this.nodes = new ArrayList<>(base.nodes());
    this.meshes = new ArrayList<>(base.meshes());
    this.skins = new ArrayList<>(base.skins());
    this.materials = new ArrayList<>(base.materials());
    this.pictures = new ArrayList<>(base.pictures());
    this.springs = new ArrayList<>(base.springs());
    this.constraints = new ArrayList<>(base.constraints());
    this.expressions = new ExpressionUnion(base);
    for (int m = 0; m < base.meshes().size(); m++) {
      Piece piece = base.pieces().get(m);
      pieces.add(piece == null ? Set.of() : Set.of(piece));
    }
  }

  /** What a mesh is a part of; empty where nothing takes its place. */
  Set<Piece> pieces(int mesh) {
    return pieces.get(mesh);
  }

  /**
   * Joins a part: of a file with looks, what it shows at first.
   *
   * @param worn what it is worn as
   * @return the places of its meshes
   */
  Set<Integer> join(Model part, Set<Piece> worn) throws FigureException {
    if (part.facesBackwards() != base.facesBackwards()) {
      throw new FigureException("a part and its avatar look into opposite directions");
    }
    BoneMatch match = BoneMatch.of(base, bones, part, nodes.size());
    nodes.addAll(match.added());
    int picture = pictures.size();
    int material = materials.size();
    int skin = skins.size();
    int mesh = meshes.size();
    pictures.addAll(part.pictures());
    part.materials().forEach(it -> materials.add(shifted(it, picture)));
    for (Skin it : part.skins()) {
      skins.add(match.onto(it));
    }
    Set<Integer> shown =
        part.looks().isEmpty() ? Set.of() : new HashSet<>(part.looks().getFirst().meshes());
    Set<Integer> out = new HashSet<>();
    for (int m = 0; m < part.meshes().size(); m++) {
      meshes.add(shifted(part.meshes().get(m), match, skin, material));
      pieces.add(pieces(part.pieces().get(m), worn));
      if (part.looks().isEmpty() || shown.contains(m)) {
        out.add(mesh + m);
      }
    }
    expressions.join(part, mesh, material);
    part.springs().forEach(it -> springs.add(match.onto(it)));
    for (Constraint it : part.constraints()) {
      constraints.add(
          new Constraint(
              match.node(it.node()), match.node(it.source()), it.kind(), it.axis(), it.weight()));
    }
    return out;
  }

  /** The whole with those looks. */
  Model model(List<Look> looks) {
    return new Model(
        nodes,
        meshes,
        skins,
        materials,
        pictures,
        base.bones(),
        expressions.all(),
        springs,
        constraints,
        base.lookAt(),
        base.facesBackwards(),
        looks);
  }

  /** A file that marks its meshes says more than the kind that it was uploaded as. */
  private static Set<Piece> pieces(@org.jspecify.annotations.Nullable Piece own, Set<Piece> worn) {
    return own != null && worn.contains(own) ? Set.of(own) : Set.copyOf(EnumSet.copyOf(worn));
  }

  private static FigureMesh shifted(FigureMesh mesh, BoneMatch match, int skin, int material) {
    List<MeshPart> parts = new ArrayList<>();
    for (MeshPart part : mesh.parts()) {
      parts.add(part.of(part.material() + material));
    }
    return new FigureMesh(
        mesh.skin() < 0 ? match.node(mesh.node()) : 0,
        mesh.skin() < 0 ? -1 : mesh.skin() + skin,
        mesh.morphNames(),
        mesh.restWeights(),
        parts);
  }

  private static Material shifted(Material m, int by) {
    Maps maps = m.maps();
    Toon toon = m.toon();
    return new Material(
        m.name(),
        m.baseColor(),
        shifted(m.basePicture(), by),
        m.metallic(),
        m.roughness(),
        m.emissive(),
        new Maps(
            shifted(maps.normal(), by),
            maps.normalScale(),
            shifted(maps.emissive(), by),
            shifted(maps.occlusion(), by),
            maps.occlusionStrength(),
            shifted(maps.surface(), by),
            maps.slots()),
        m.alpha(),
        m.alphaCutoff(),
        m.doubleSided(),
        m.look(),
        toon == null ? null : toon.shifted(by));
  }

  private static int shifted(int picture, int by) {
    return picture < 0 ? -1 : picture + by;
  }
}
