package dev.afterglow.standalone.failure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A failure that a person can act on: its message is one clear sentence, without a stack trace. */
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  /** A failure with no further cause worth showing. */
  public RunFailure(ExitCode exitCode, String sentence) {
    this(exitCode, sentence, null);
  }

  /** A failure whose cause goes to the log, never to the person. */
  public RunFailure(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.exitCode = Objects.requireNonNull(exitCode, "exitCode");
  }

  /** A person ended the run before it was live. */
  public static RunFailure stopped() {
    return new RunFailure(ExitCode.STOPPED, "Stopped before going live; nothing was broadcast.");
  }

  /** What the process exits with. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** The sentence for the person. */
  public String sentence() {
    return Objects.requireNonNull(getMessage(), "message");
  }
}
