package dev.afterglow.commerce.intake;

import dev.afterglow.facts.FactFault;

/**
 * A fact that was refused.
 *
 * @param position its place in the call, from 0
 * @param source its source, cut to 128 characters
 * @param id its id, cut to 128 characters
 * @param reason why
 * @param field which field
 */
public record Refusal(
    long position, String source, String id, FactFault.Reason reason, String field) {
  private static final int MOST_CHARACTERS = 128;

  /** Cuts what is too long to be sent back. */
  public Refusal {
    source = cut(source);
    id = cut(id);
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
  }
}
