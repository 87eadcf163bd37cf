package dev.afterglow.commerce.room;

import java.util.List;

/**
 * Which look and layout of the presenter showed when.
 *
 * @param sums longest first; at most 50
 * @param newest the newest spans, oldest first; at most 50
 */
public record LookFigures(List<LookSum> sums, List<LookSpan> newest) {
  public LookFigures {
    sums = List.copyOf(sums);
    newest = List.copyOf(newest);
  }
}
