package dev.afterglow.registry.identity;

import java.util.Set;

/**
 * A provider of real-name verification. Calls may block for as long as the provider's own limit, at
 * most 10 s; they are made on worker threads. Answers carry no personal data.
 */
public interface IdentityVerifier {

  /** The provider's name as configured, 1 to 32 characters. */
  String name();

  /** What it is set up for. */
  Set<Purpose> purposes();

  /** Whether it has to be shown the document of somebody whom it is asked about for a purpose. */
  boolean asksForDocument(Purpose purpose);

  /** Starts an attempt. */
  Begun begin(Inquiry inquiry);

  /** Where the person of an attempt goes on; decides nothing, and is safe to repeat. */
  Resumed resume(Purpose purpose, String transaction);

  /** Asks for the outcome; safe to repeat. */
  Outcome result(Purpose purpose, String transaction);

  /**
   * Has the provider drop what it keeps of an attempt; safe to repeat.
   *
   * @throws IllegalStateException where it did not answer, or would not: to be tried again
   */
  Erasure erase(String transaction);

  /** The answer to {@link #begin}. */
  sealed interface Begun {
    /**
     * The attempt runs.
     *
     * @param transaction the provider's name for it
     * @param continueUrl where the person goes on; empty when there is nothing to do
     */
    record Started(String transaction, String continueUrl) implements Begun {}

    /** The provider did not answer. */
    record Unanswered() implements Begun {}
  }

  /** The answer to {@link #resume}. */
  sealed interface Resumed {
    /**
     * It is still open.
     *
     * @param continueUrl where the person goes on; empty = where they were sent at first
     */
    record GoOn(String continueUrl) implements Resumed {}

    /** It is decided, or ran out: there is nothing to go on with. */
    record Over() implements Resumed {}

    /** The provider did not answer. */
    record Unanswered() implements Resumed {}

    /** What an outcome says of going on, with the address that was given at first. */
    static Resumed of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Open _ -> new GoOn("");
        case Outcome.Passed _, Outcome.Failed _ -> new Over();
        case Outcome.Unanswered _ -> new Unanswered();
      };
    }
  }
}
