package dev.afterglow.render.wire;

import dev.afterglow.api.render.v1.FigurePart;
import dev.afterglow.api.render.v1.UndrivenMover;
import dev.afterglow.api.render.v1.UndrivenPart;
import dev.afterglow.render.fill.FillPart;
import dev.afterglow.render.frame.Figures;
import dev.afterglow.render.rig.Hand;
import java.util.ArrayList;
import java.util.List;

/** What the worker moved by itself, in the contract's words. */
final class UndrivenMapper {
  private UndrivenMapper() {}

  static List<UndrivenPart> parts(Figures figures) {
    List<UndrivenPart> parts = new ArrayList<>();
    figures
        .undriven()
        .forEach(
            (hand, told) -> parts.add(part(part(hand), UndrivenMover.UNDRIVEN_MOVER_HOLD, told)));
    figures.filled().forEach((part, told) -> parts.add(part(part(part), mover(part), told)));
    return parts;
  }

  private static UndrivenPart part(FigurePart part, UndrivenMover by, Figures.Undriven told) {
    return UndrivenPart.newBuilder()
        .setPart(part)
        .setMovedBy(by)
        .setNow(told.now())
        .setFrames(told.frames())
        .build();
  }

  private static FigurePart part(Hand hand) {
    return switch (hand) {
      case LEFT -> FigurePart.FIGURE_PART_LEFT_ARM;
      case RIGHT -> FigurePart.FIGURE_PART_RIGHT_ARM;
    };
  }

  private static FigurePart part(FillPart part) {
    return switch (part) {
      case EYELIDS -> FigurePart.FIGURE_PART_EYELIDS;
      case CHEST -> FigurePart.FIGURE_PART_CHEST;
      case MOUTH -> FigurePart.FIGURE_PART_MOUTH;
    };
  }

  private static UndrivenMover mover(FillPart part) {
    return switch (part) {
      case EYELIDS, CHEST -> UndrivenMover.UNDRIVEN_MOVER_IDLE;
      case MOUTH -> UndrivenMover.UNDRIVEN_MOVER_VOICE;
    };
  }
}
