package dev.afterglow.platform.log;

import java.lang.System.Logger.Level;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A class's log: a constant message, then fields. The message is for searching and never holds a
 * value; values stand in fields.
 *
 * <pre>{@code
 * LOG.info("lease granted", LogKey.LEASE_ID.is(id), LogKey.DURATION_MS.is(5000));
 * // lease granted lease_id=0197… duration_ms=5000
 * }</pre>
 */
public final class Log {

  private final System.Logger logger;

  private Log(System.Logger logger) {
    this.logger = logger;
  }

  /** The log of a class. */
  public static Log of(Class<?> owner) {
    return new Log(System.getLogger(owner.getName()));
  }

  /** What a developer wants when looking closely, and every fault of a caller. */
  public void debug(String message, LogField... fields) {
    log(Level.DEBUG, message, null, fields);
  }

  /** What an operator wants to read afterwards: lifecycles. */
  public void info(String message, LogField... fields) {
    log(Level.INFO, message, null, fields);
  }

  /** What an operator should look at soon. */
  public void warn(String message, LogField... fields) {
    log(Level.WARNING, message, null, fields);
  }

  /** A defect, with its trace. */
  public void error(String message, Throwable thrown, LogField... fields) {
    log(Level.ERROR, message, thrown, fields);
  }

  /** A line of a level decided at run time, with a trace or without. */
  public void log(Level level, String message, @Nullable Throwable thrown, LogField... fields) {
    if (logger.isLoggable(level)) {
      logger.log(level, line(message, fields), thrown);
    }
  }

  private static String line(String message, LogField... fields) {
    StringJoiner line = new StringJoiner(" ").add(message);
    for (LogField field : fields) {
      line.add(field.toString());
    }
    return line.toString();
  }
}
