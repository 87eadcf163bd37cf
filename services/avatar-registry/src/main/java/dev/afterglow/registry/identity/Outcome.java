package dev.afterglow.registry.identity;

/** What a provider says of an attempt. */
public sealed interface Outcome {
  /** The person has not finished, or the provider has not. */
  record Open() implements Outcome {}

  /** The person is who they say. */
  record Passed(AssuranceLevel assurance) implements Outcome {}

  /** The person is not, or could not be matched. */
  record Failed(Refusal refusal) implements Outcome {}

  /** The provider did not answer; the attempt stays as it was. */
  record Unanswered() implements Outcome {}
}
