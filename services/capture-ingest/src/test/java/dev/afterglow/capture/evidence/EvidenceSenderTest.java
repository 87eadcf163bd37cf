package dev.afterglow.capture.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.capture.evidence.EvidenceLog.Outcome;
import dev.afterglow.capture.liveness.DrivePart;
import dev.afterglow.capture.liveness.DriveWindow;
import dev.afterglow.capture.liveness.Measure;
import dev.afterglow.capture.liveness.Reading;
import dev.afterglow.capture.liveness.Verdict;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.PlatformReason;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EvidenceSenderTest {
  private static final WindowTaker.Of DRIVE = new WindowTaker.Of("drive", "broadcast", "driver");

  private final HeldStore store = new HeldStore();
  private final HeldEvidenceLog log = new HeldEvidenceLog();
  private final AtomicLong lost = new AtomicLong();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<EvidenceSender> senders = new ArrayList<>();

  private EvidenceSender sender() {
    EvidenceConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(EvidenceConfig.class)
            .addDefaultInterceptors()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "afterglow.capture.evidence.max-waiting", "100",
                        "afterglow.capture.evidence.longest-pause", "200ms"),
                    "test",
                    500))
            .build()
            .getConfigMapping(EvidenceConfig.class);
    EvidenceSender sender =
        new EvidenceSender(
            store,
            log,
            config,
            () -> UUID.randomUUID().toString(),
            new EvidenceTally() {
              @Override
              public void settled(Outcome outcome) {
                refused.addAndGet(outcome == Outcome.REFUSED ? 1 : 0);
              }

              @Override
              public void lost(long windows) {
                lost.addAndGet(windows);
              }

              @Override
              public void waiting(long windows) {}
            });
    senders.add(sender);
    return sender;
  }

  @AfterEach
  void stop() {
    senders.forEach(EvidenceSender::stop);
  }

  private static DriveWindow window(long sequence) {
    List<Reading> readings =
        Arrays.stream(Measure.values())
            .map(it -> new Reading(it, it == Measure.LOOP ? Double.NaN : -0.25, 0))
            .toList();
    return new DriveWindow(
        sequence,
        1_000_000,
        3_000_000,
        readings,
        0.5,
        new Verdict.Degraded(List.of(Measure.LOOP)),
        Set.of(DrivePart.MOUTH, DrivePart.EYELIDS));
  }

  private static List<String> ids(List<EvidenceItem> items) {
    return items.stream().map(EvidenceItem::requestId).toList();
  }

  @Test
  void shouldBringEachWindowOnceInOrderWhenTheLogIsAwayForAWhile() throws Exception {
    // Given
    log.answer = Outcome.LATER;
    EvidenceSender sender = sender();
    Thread.ofVirtual().start(sender::keep);
    Thread.ofVirtual().start(sender::send);

    // When
    for (int i = 1; i <= 20; i++) {
      sender.take(DRIVE, "main", window(i));
    }
    await(() -> store.size() == 20 && log.asked.size() > 40);
    log.answer = Outcome.KEPT;
    await(() -> log.kept.size() >= 20 && store.size() == 0);

    // Then
    assertThat(log.kept).hasSize(20);
    assertThat(ids(log.kept)).doesNotHaveDuplicates();
    assertThat(ids(log.asked)).as("the same request each time").hasSameElementsAs(ids(log.kept));
    assertThat(log.kept.getFirst().broadcastId()).isEqualTo("broadcast");
    assertThat(log.kept.getFirst().driverSubjectId()).isEqualTo("driver");
    assertThat(lost).hasValue(0);
  }

  @Test
  void shouldBringWhatADeadInstanceHadKeptWhenAnotherStarts() throws Exception {
    // Given
    EvidenceSender dead = sender();
    Thread.ofVirtual().start(dead::keep);
    dead.take(DRIVE, "main", window(1));
    await(() -> store.size() == 1);
    dead.stop();

    // When
    EvidenceSender other = sender();
    Thread.ofVirtual().start(other::send);
    await(() -> log.kept.size() == 1);

    // Then
    await(() -> store.size() == 0);
    assertThat(log.kept).hasSize(1);
  }

  @Test
  void shouldNotAskAgainWhenTheLogWillNeverTakeIt() throws Exception {
    // Given
    log.answer = Outcome.REFUSED;
    EvidenceSender sender = sender();
    Thread.ofVirtual().start(sender::keep);
    Thread.ofVirtual().start(sender::send);

    // When
    sender.take(DRIVE, "main", window(1));
    await(() -> refused.get() == 1);

    // Then
    assertThat(store.size()).isZero();
    assertThat(log.asked).hasSize(1);
  }

  @Test
  void shouldKeepTheNewestAndCountTheRestWhenMoreWaitThanMay() throws Exception {
    // Given
    store.away = true;
    EvidenceSender sender = sender();

    // When
    for (int i = 1; i <= 5_000; i++) {
      sender.take(DRIVE, "main", window(i));
    }
    long pushedOut = lost.get();
    store.away = false;
    Thread.ofVirtual().start(sender::keep);
    await(() -> lost.get() == 4_900);

    // Then
    assertThat(pushedOut).as("of memory").isEqualTo(904);
    assertThat(store.size()).isEqualTo(100);
    EvidenceItem last = EvidenceItem.read(store.oldest(100).getLast()).orElseThrow();
    assertThat(last.window()).isEqualTo(WindowForm.bytes("drive", "main", window(5_000)));
  }

  @Test
  void shouldBeWrittenInOneFormWhenItIsEvidence() {
    // When
    String form = HexFormat.of().formatHex(WindowForm.bytes("d", "m", window(300)));

    // Then: by hand, from RFC 8949
    assertThat(form)
        .startsWith(
            "ab"
                + "0101"
                + "026164"
                + "03616d"
                + "0419012c"
                + "051a000f4240"
                + "061a002dc6c0"
                + "0768"
                + hex("DEGRADED")
                + "088164"
                + hex("LOOP")
                + "091a0007a120"
                + "0aaf"
                + "64"
                + hex("LOOP")
                + "82f600"
                + "66"
                + hex("FRAMES")
                + "82"
                + "3a0003d08f"
                + "00")
        .endsWith("0b8267" + hex("EYELIDS") + "65" + hex("MOUTH"));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    while (!wanted.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static final class HeldStore implements EvidenceStore {
    private final List<byte[]> waiting = new ArrayList<>();
    volatile boolean away;

    synchronized int size() {
      return waiting.size();
    }

    private void requireHere() {
      if (away) {
        throw new AfterglowException(
            PlatformReason.UPSTREAM_UNAVAILABLE, Fault.UNAVAILABLE, "the store is away");
      }
    }

    @Override
    public synchronized long add(List<byte[]> windows) {
      requireHere();
      waiting.addAll(windows);
      return waiting.size();
    }

    @Override
    public synchronized List<byte[]> oldest(int most) {
      requireHere();
      return List.copyOf(waiting.subList(0, Math.min(most, waiting.size())));
    }

    @Override
    public synchronized void remove(byte[] window) {
      waiting.removeIf(it -> Arrays.equals(it, window));
    }

    @Override
    public synchronized void keepNewest(long most) {
      while (waiting.size() > most) {
        waiting.removeFirst();
      }
    }
  }
}
