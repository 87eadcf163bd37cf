package dev.afterglow.standalone.cli;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.fleet.Installation;
import dev.afterglow.standalone.live.StopRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** The main class behind {@code gradle-free-scripts/live}. */
public final class Live {
  private Live() {}

  /** Runs the command and exits with its code, also after Ctrl-C. */
  public static void main(String[] arguments) {
    Logger.getLogger("").setLevel(Level.SEVERE);
    StopRequest stop = new StopRequest();
    CtrlC.watch(stop);
    int code = commandLine(stop, Installation.find()).execute(arguments);
    CtrlC.yieldTo(stop);
    System.exit(code);
  }

  static CommandLine commandLine(StopRequest stop, Installation installation) {
    CommandLine commandLine = new CommandLine(new LiveCommand(stop, installation));
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(Integer.toString(code.code()), code.meaning());
    }
    commandLine.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    commandLine.getCommandSpec().usageMessage().exitCodeList(codes);
    commandLine.setParameterExceptionHandler(
        (e, _) -> {
          System.err.println("afterglow: " + e.getMessage() + " (see --help)");
          return ExitCode.USAGE.code();
        });
    return commandLine;
  }
}
