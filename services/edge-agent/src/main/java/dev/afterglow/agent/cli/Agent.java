package dev.afterglow.agent.cli;

import dev.afterglow.agent.voice.JavaSoundCard;
import dev.afterglow.agent.voice.SoundCard;
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
      "  agent record take.tape --listen 0.0.0.0     keep every datagram",
      "  agent play take.tape --udp 127.0.0.1        hear them again",
      "  agent pair --to ingest.example:443          once, with the code of the console",
      "  agent run --listen 0.0.0.0 --to ingest.example:443 --drive UUID --drive-token-file token",
      "  agent run --source mocopi --as suit --to ...   the body, beside another agent's face",
      "  agent run --microphone --to ...             the face, and the presenter's own voice",
    },
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
public final class Agent {
  @Option(names = "--help", usageHelp = true, description = "This text.")
  boolean help;

  private Agent() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(Stop.onSignals(), new JavaSoundCard()).execute(arguments));
  }

  static CommandLine commandLine(Stop stop, SoundCard card) {
    CommandLine commandLine = new CommandLine(new Agent());
    commandLine.addSubcommand(new RunCommand(stop, card));
    commandLine.addSubcommand(new RecordCommand(stop, card));
    commandLine.addSubcommand(new PlayCommand(stop));
    commandLine.addSubcommand(new PairCommand());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
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
