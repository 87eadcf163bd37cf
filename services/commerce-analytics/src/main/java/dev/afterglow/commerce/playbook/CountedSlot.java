package dev.afterglow.commerce.playbook;

import dev.afterglow.commerce.experiment.Arm;

/**
 * What a slot of an experiment came to, once and for all.
 *
 * @param index its place, from 0
 * @param arm what it showed
 * @param marginMinor the net margin that it left, in minor units
 * @param watched whether a viewer was there while it was measured: an empty room says nothing, and
 *     such a slot is passed over
 */
public record CountedSlot(int index, Arm arm, double marginMinor, boolean watched) {
  public CountedSlot {
    if (index < 0 || !Double.isFinite(marginMinor)) {
      throw new IllegalArgumentException("a slot has a place and a margin");
    }
  }
}
