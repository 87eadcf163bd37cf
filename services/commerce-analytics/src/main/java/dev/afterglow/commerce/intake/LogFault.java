package dev.afterglow.commerce.intake;

import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a caller hears whose facts Kafka did not take. */
final class LogFault {
  private LogFault() {}

  static AfterglowException of(String topic, @Nullable Throwable cause) {
    return new AfterglowException(
        "LOG_UNAVAILABLE",
        Fault.UNAVAILABLE,
        "facts cannot be kept now; send them again, repeats count once",
        Map.of("topic", topic),
        cause == null ? new IllegalStateException("no cause") : cause);
  }
}
