package dev.afterglow.commerce.intake;

import dev.afterglow.facts.Fact;

/** A fact as it was told, before it is checked. */
public interface ToldFact {
  /** Who says so, as far as it can be read; else empty. */
  String source();

  /** The source's own id for it, as far as it can be read; else empty. */
  String id();

  /**
   * The checked fact.
   *
   * @throws dev.afterglow.facts.FactFault when a field breaks its rule
   */
  Fact fact();
}
