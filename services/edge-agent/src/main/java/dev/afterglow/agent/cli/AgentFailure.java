package dev.afterglow.agent.cli;

/** Why the agent cannot go on: one sentence for the presenter, and the exit code. */
final class AgentFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  AgentFailure(ExitCode exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
