package dev.afterglow.registry.identity;

/**
 * A provider of real-name verification. Calls may block for as long as the provider's own limit, at
 * most 10 s; they are made on worker threads. Answers carry no personal data.
 */
public interface IdentityVerifier {

  /** The provider's name as configured, 1 to 32 characters. */
  String name();

  /** Starts an attempt. */
  Begun begin(Document document);

  /** Asks for the outcome; safe to repeat. */
  Outcome resume(String transaction);

  /** Asks the provider to drop what it keeps of an attempt; safe to repeat. */
  void delete(String transaction);

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
}
