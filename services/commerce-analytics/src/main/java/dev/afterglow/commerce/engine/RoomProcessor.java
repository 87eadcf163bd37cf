package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.EventTime;
import dev.afterglow.commerce.room.RoomKernel;
import dev.afterglow.facts.Fact;
import dev.afterglow.facts.FactFault;
import dev.afterglow.facts.wire.FactMessages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Folds each record of the log into its room, and puts aside those that contradict a known fact,
 * cannot be read or come more than 24 hours late. The record's timestamp is when the service
 * received the fact.
 */
final class RoomProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
  /** The header of a quarantined record that says why it is there. */
  static final String REASON_HEADER = "reason";

  /** The sink of contradictions and of what is no fact. */
  static final String QUARANTINE = "quarantine";

  /** The sink of facts that come too late. */
  static final String LATE = "late";

  private static final Duration SETTLE = Duration.ofMillis(50);

  private final String storeName;
  private final FactListener listener;
  private RoomStore rooms;

  @SuppressWarnings("NullAway.Init") // the store comes with init(), before the first record
  RoomProcessor(String storeName, FactListener listener) {
    this.storeName = storeName;
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    super.init(context);
    rooms = context.getStateStore(storeName);
    rooms.thaw();
    context.schedule(SETTLE, PunctuationType.WALL_CLOCK_TIME, _ -> rooms.settle());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    rooms.settle();
    Fact fact;
    try {
      fact = FactMessages.fact(record.value());
    } catch (FactFault e) {
      listener.unreadable();
      putAside(record, "UNREADABLE");
      return;
    }
    if (EventTime.isTooLate(fact.occurred(), fact.sent())) {
      listener.late();
      context().forward(record, LATE);
      return;
    }
    RoomKernel.Outcome outcome = rooms.apply(fact, Instant.ofEpochMilli(record.timestamp()));
    listener.applied(outcome);
    if (outcome == RoomKernel.Outcome.CONFLICT) {
      putAside(record, "CONFLICT");
    }
  }

  private void putAside(Record<String, byte[]> record, String reason) {
    Headers headers = new RecordHeaders();
    headers.add(REASON_HEADER, reason.getBytes(StandardCharsets.UTF_8));
    context().forward(record.withHeaders(headers), QUARANTINE);
  }
}
