package dev.afterglow.standalone.bench.capture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The last line of {@code bench capture}: JSON by which runs are compared; see the docs. */
final class LastLine {
  private final ObjectNode json = new ObjectMapper().createObjectNode();

  /** The most drives that each held; 0 where that was not searched. */
  void most(int ingest, int relay, int floor) {
    json.put("drives_at_5ms", ingest);
    json.put("relay_drives_at_5ms", relay);
    json.put("floor_drives_at_5ms", floor);
  }

  /** What the rounds showed of each, at one load. */
  void rounds(List<Reading> ingest, List<Reading> relay, List<Reading> floor) {
    json.put("floor_messages_per_s_core", whole(floor, Reading::messagesPerCoreSecond));
    json.put("messages_per_s_core", whole(ingest, Reading::messagesPerCoreSecond));
    json.put("relay_ratio", hundredths(ratio(ingest, relay)));
    json.put("alloc_bytes_frame", whole(ingest, Reading::bytesAMessage));
    json.put("p99_ms", hundredths(Reading.median(ingest, Reading::p99Ms)));
    json.put("cpu_ms_s_drive", hundredths(Reading.median(ingest, Reading::cpuMsADrive)));
  }

  /** Live heap, bytes a drive. */
  void heap(long bytes) {
    json.put("heap_bytes_drive", bytes);
  }

  /** What a decoder does of what a loop does that only reads, by processor time. */
  void decoder(String key, double ratio) {
    json.put("decoder_" + key + "_ratio", ratio);
  }

  /** Messages a second of a core, those of one to those of another. */
  static double ratio(List<Reading> some, List<Reading> others) {
    return Reading.median(some, Reading::messagesPerCoreSecond)
        / Reading.median(others, Reading::messagesPerCoreSecond);
  }

  @Override
  public String toString() {
    return json.toString();
  }

  private static long whole(List<Reading> readings, ToDoubleFunction<Reading> figure) {
    return Math.round(Reading.median(readings, figure));
  }

  private static double hundredths(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
