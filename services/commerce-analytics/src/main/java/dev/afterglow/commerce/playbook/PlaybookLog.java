package dev.afterglow.commerce.playbook;

/** Where events of playbooks are kept, in one order for everybody. */
public interface PlaybookLog {
  /** The log cannot be reached, or was not read to its end yet. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }

    UnavailableException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Appends an event and returns when it is kept and this process has folded it. */
  void append(PlaybookEvent event);

  /** Returns when everything that was in the log at the call is folded. */
  void catchUp();
}
