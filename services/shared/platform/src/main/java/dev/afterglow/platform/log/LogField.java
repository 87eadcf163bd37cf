package dev.afterglow.platform.log;

/**
 * One key-value of a log line.
 *
 * @param key from the fixed vocabulary
 * @param value printed up to {@value #MAX_CHARS} characters, control characters blanked
 */
public record LogField(LogKey key, String value) {

  /** Longer values are cut, so that a caller cannot flood the log. */
  public static final int MAX_CHARS = 256;

  /** Cuts and cleans the value. */
  public LogField {
    value = clean(value);
  }

  private static String clean(String value) {
    String cut = value.length() <= MAX_CHARS ? value : value.substring(0, MAX_CHARS) + "…";
    return cut.chars().noneMatch(Character::isISOControl) ? cut : cut.replaceAll("\\p{Cntrl}", " ");
  }

  /** As printed: {@code key=value}, quoted when the value holds a space, a quote or nothing. */
  @Override
  public String toString() {
    boolean plain = !value.isEmpty() && value.indexOf(' ') < 0 && value.indexOf('"') < 0;
    return key.key() + "=" + (plain ? value : '"' + value.replace("\"", "\\\"") + '"');
  }
}
