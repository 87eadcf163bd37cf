package dev.afterglow.avatar;

/** The validator's answer on one file. */
public sealed interface Verdict {

  /** The file obeys every rule. */
  record Accepted(AvatarFacts facts) implements Verdict {}

  /**
   * The file broke a rule; the first one found is named.
   *
   * @param rule which rule
   * @param detail where in the file, for people; at most 300 characters, never bytes of the file
   */
  record Rejected(AvatarRule rule, String detail) implements Verdict {}
}
