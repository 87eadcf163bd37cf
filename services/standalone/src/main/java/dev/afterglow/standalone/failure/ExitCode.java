package dev.afterglow.standalone.failure;

/** The exit codes of {@code live}; each is documented in {@code live --help}. */
public enum ExitCode {
  OK(0, "the run ended and every invariant held"),
  UNEXPECTED(1, "an unexpected error; the log folder has the details"),
  USAGE(2, "an option is unknown or has a wrong value"),
  INVARIANT_BROKEN(
      3, "the run ended, but at least one invariant did not hold (BROKEN in the summary)"),
  PORT_BUSY(10, "a port that was asked for is in use"),
  DISK_FULL(11, "the disk that holds the data folder is full"),
  LIBRARY_MISSING(12, "a system library is missing"),
  INPUT_BROKEN(13, "a tape, voice, avatar or facts file cannot be used"),
  DATA_FOLDER_IN_USE(14, "another run is using the data folder"),
  SERVICE_FAILED(15, "a service or a store did not start or did not stay up"),
  REFUSED(16, "a service refused the broadcast, with its reason"),
  STOPPED(130, "Ctrl-C came before the broadcast was live, or twice");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The process exit status. */
  public int code() {
    return code;
  }

  /** One line for the help text. */
  public String meaning() {
    return meaning;
  }
}
