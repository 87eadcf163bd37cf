package dev.afterglow.registry.revenue;

import io.smallrye.mutiny.Uni;

/** Whoever counts sales. */
public interface SalesFigures {
  /** What is known of a room now; never fails: no answer is an answer. */
  Uni<RoomSales> of(String roomId);
}
