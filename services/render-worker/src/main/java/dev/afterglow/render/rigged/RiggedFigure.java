package dev.afterglow.render.rigged;

import dev.afterglow.render.figure.Material;
import dev.afterglow.render.figure.MeshPart;
import dev.afterglow.render.figure.Model;
import dev.afterglow.render.presence.Appearance;
import dev.afterglow.render.presence.Figure;
import dev.afterglow.render.quality.Ladder;
import dev.afterglow.render.rig.BodyRig;
import dev.afterglow.render.rig.FaceRig;
import dev.afterglow.render.rig.Hand;
import dev.afterglow.render.rig.Springs;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An avatar with meshes, morph targets and bones, from a glTF or VRM file. */
public final class RiggedFigure implements Figure {
  private final Model model;
  private final Set<Hand> hands = EnumSet.noneOf(Hand.class);
  private volatile @Nullable FaceMap face;

  private RiggedFigure(Model model) {
    this.model = model;
    BodyRig rig = new BodyRig(model, new FaceRig(model), new float[3]);
    for (Hand hand : Hand.values()) {
      if (rig.has(hand)) {
        hands.add(hand);
      }
    }
  }

  /** The figure that a model is. */
  public static RiggedFigure of(Model model) {
    return new RiggedFigure(model);
  }

  @Override
  public List<String> looks() {
    return model.lookNames();
  }

  @Override
  public Set<Hand> hands() {
    return Set.copyOf(hands);
  }

  @Override
  public Ladder ladder(boolean software) {
    boolean outlines = model.materials().stream().anyMatch(RiggedFigure::outlined);
    return Ladder.of(outlines, Springs.DEFAULT_RATE_HZ, software);
  }

  @Override
  public long deviceBytes() {
    long pictures = model.pictures().stream().mapToLong(it -> bytes(it.width(), it.height())).sum();
    Stream<MeshPart> parts = model.meshes().stream().flatMap(it -> it.parts().stream()).distinct();
    return pictures + parts.mapToLong(RiggedFigure::bytes).sum();
  }

  @Override
  public void findFace() {
    if (face == null) {
      face = FaceMap.of(model);
    }
  }

  @Override
  public Appearance appear(boolean software) {
    return new RiggedAppearance(model, this::face, software);
  }

  private @Nullable FaceMap face() {
    return face;
  }

  private static boolean outlined(Material material) {
    return material.toon() != null && material.toon().outlined();
  }

  private static long bytes(int width, int height) {
    return 4L * width * height;
  }

  private static long bytes(MeshPart part) {
    return 4L
            * (part.base().length
                + part.uv().length
                + part.moreUv().length
                + part.colors().length
                + part.weights().length)
        + 2L * part.joints().length
        + 4L * part.indices().length;
  }
}
