package dev.afterglow.agent.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes of {@code agent}; each is documented in {@code agent --help}. */
enum ExitCode {
  OK(0, "it ended in order: Ctrl-C, the end of --for, or the end of a tape"),
  UNEXPECTED(1, "an unexpected error"),
  USAGE(2, "an option is unknown or has a wrong value"),
  PORT_BUSY(10, "a port that was named is in use, or no port could be opened"),
  NO_MICROPHONE(11, "the microphone is not there, or cannot be opened"),
  FILE_BROKEN(13, "a tape, key or token file cannot be used; the good part was played"),
  REFUSED(16, "capture-ingest refused the drive for good, with its reason");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The process exit status. */
  int code() {
    return code;
  }

  /** Every code with its meaning, for the help. */
  static Map<String, String> help() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : values()) {
      codes.put(Integer.toString(code.code), code.meaning);
    }
    return codes;
  }
}
