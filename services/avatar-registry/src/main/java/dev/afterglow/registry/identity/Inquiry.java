package dev.afterglow.registry.identity;

import java.util.Optional;

/** What a provider is asked: one of three questions, each with what it needs to be answered. */
public sealed interface Inquiry {
  /** The longest text that a person is asked to read aloud: what every provider takes. */
  int MAX_TEXT_CHARS = 120;

  /** Which of the three. */
  Purpose purpose();

  /** Where the person will be looked at. */
  Terminal terminal();

  /**
   * Who is this?
   *
   * @param document what the person says of themselves
   */
  record Enrolment(Document document, Terminal terminal) implements Inquiry {
    @Override
    public Purpose purpose() {
      return Purpose.ENROL;
    }
  }

  /**
   * Is it them, now?
   *
   * @param enrolled the attempt by which they were verified; its provider may have kept their face
   * @param document what they were verified with; empty where the provider does not ask for it
   */
  record PresenceCheck(Attempt enrolled, Optional<Document> document, Terminal terminal)
      implements Inquiry {
    @Override
    public Purpose purpose() {
      return Purpose.PRESENCE;
    }
  }

  /**
   * Do they want what they read aloud?
   *
   * @param enrolled the attempt by which they were verified
   * @param document what they were verified with; empty where the provider does not ask for it
   * @param text what is read aloud, 1 to 120 characters
   */
  record Intention(Attempt enrolled, Optional<Document> document, String text, Terminal terminal)
      implements Inquiry {
    /** Checks the length. */
    public Intention {
      if (text.isBlank() || text.length() > MAX_TEXT_CHARS) {
        throw new IllegalArgumentException("what is read aloud has 1 to 120 characters");
      }
    }

    @Override
    public Purpose purpose() {
      return Purpose.INTENTION;
    }
  }

  /** Who is this? On a device of which nothing is known. */
  static Inquiry enrolment(Document document) {
    return new Enrolment(document, Terminal.UNKNOWN);
  }

  /** The document that goes with the question, where one does. */
  default Optional<Document> shown() {
    return switch (this) {
      case Enrolment enrolment -> Optional.of(enrolment.document());
      case PresenceCheck check -> check.document();
      case Intention intention -> intention.document();
    };
  }
}
