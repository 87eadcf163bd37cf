package dev.afterglow.facts.file;

/** A file of facts cannot be read; the message is one sentence with the line. */
public final class FactFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FactFileException(String message) {
    super(message);
  }

  FactFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
