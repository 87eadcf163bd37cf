package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening;

/** Who tells what happens: viewers, this platform itself, or else the shop. */
final class WhoTells {
  private WhoTells() {}

  /** What this platform tells of its own running. */
  static boolean isPlatform(Happening what) {
    return what instanceof Happening.ComputeUsed
        || what instanceof Happening.LookChange
        || what instanceof Happening.ShowOpened;
  }

  /** What happens in the room alone: a shop tells of its orders, and of costs, at any time. */
  static boolean isViewer(Happening what) {
    return switch (what) {
      case Happening.Enter _,
          Happening.Heartbeat _,
          Happening.Leave _,
          Happening.Comment _,
          Happening.Like _,
          Happening.Share _,
          Happening.Follow _,
          Happening.Gift _,
          Happening.ProductImpression _,
          Happening.ProductClick _,
          Happening.CartAdd _ ->
          true;
      default -> false;
    };
  }
}
