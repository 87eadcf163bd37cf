package dev.afterglow.agent.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main class behind {@code gradle-free-scripts/agent}. */
@Command(
    name = "agent",
    description =
        "Runs beside the phone, the camera or the suit: hears it, shows how it comes in, and"
            + " forwards it.",
    footer = {
      "",
      "Ctrl-C ends in order; a second Ctrl-C stops at once.",
      "",
      "Examples:",
      "  agent run                                   hear this machine's own programs",
      "  agent run --listen 0.0.0.0                  hear phones and suits on the network",
      "  agent run --listen 0.0.0.0 --source ifacialmocap=192.168.1.20 --source mocopi",
    },
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
public final class Agent {
  @Option(names = "--help", usageHelp = true, description = "This text.")
  boolean help;

  private Agent() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(Stop.onSignals()).execute(arguments));
  }

  static CommandLine commandLine(Stop stop) {
    CommandLine commandLine = new CommandLine(new Agent());
    commandLine.addSubcommand(new RunCommand(stop));
    for (CommandLine each : commandLine.getSubcommands().values()) {
      document(each);
    }
    document(commandLine);
    commandLine.setParameterExceptionHandler(
        (e, _) -> {
          System.err.println("afterglow: " + e.getMessage() + " (see --help)");
          return ExitCode.USAGE.code();
        });
    commandLine.setExecutionExceptionHandler(
        (e, _, _) -> {
          if (e instanceof AgentFailure failure) {
            System.err.println("afterglow: " + failure.getMessage());
            return failure.exitCode().code();
          }
          throw e;
        });
    return commandLine;
  }

  private static void document(CommandLine command) {
    command.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    command.getCommandSpec().usageMessage().exitCodeList(ExitCode.help());
  }
}
