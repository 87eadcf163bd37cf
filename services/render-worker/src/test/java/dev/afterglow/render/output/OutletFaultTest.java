package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.output.OutletStatus.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody foresaw must not leave an outlet saying that it sends. */
@Timeout(60)
class OutletFaultTest {
  private static final PushPace SHORT = new PushPace(1_500, 700, 300, 100, 1_500, 3);

  @TempDir private Path folder;
  private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
  private final SmallStream stream =
      new SmallStream(packet -> outlets.forEach(outlet -> outlet.take(packet)));

  @AfterEach
  void close() throws Exception {
    outlets.forEach(Outlet::close);
    stream.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldRefuseTheFileWhenItsThreadMeetsWhatNobodyForesaw(boolean error) throws Exception {
    // Given: a container whose reading back fails in a way of its own at the second look
    AtomicInteger looks = new AtomicInteger();
    Target target =
        new Target(
            "mp4",
            "file:" + folder.resolve("recording.mp4"),
            Map.of("movflags", "frag_keyframe+empty_moov+default_base_moof"),
            Map.of(),
            () -> {
              if (looks.incrementAndGet() > 1) {
                throwUnforeseen(error);
              }
              return Target.Proof.Answer.NOT_YET;
            });
    Outlet outlet = new WritingOutlet("recording", target, stream.tracks);

    // When
    outlets.add(outlet);
    await("refused", () -> outlet.status().state() == State.REFUSED);

    // Then
    assertThat(outlet.status().lastFault())
        .contains(error ? "NoSuchMethodError" : "IllegalStateException")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTryAgainWhenConnectingMeetsWhatNobodyForesaw(boolean error) throws Exception {
    // Given
    AtomicInteger tries = new AtomicInteger();

    // When
    Outlet outlet =
        push(
            giveUp -> {
              tries.incrementAndGet();
              throwUnforeseen(error);
              return new Line();
            });
    await("tried again", () -> tries.get() > 2);

    // Then
    assertThat(outlet.status().state()).isNotEqualTo(State.SENDING);
    assertThat(outlet.status().lastFault())
        .contains(error ? "NoSuchMethodError" : "IllegalStateException")
        .doesNotContain("secret");
  }

  @Test
  void shouldConnectAgainWhenSendingMeetsWhatNobodyForesaw() throws Exception {
    // Given: each connection takes five packets
    AtomicInteger connections = new AtomicInteger();

    // When
    Outlet outlet =
        push(
            giveUp -> {
              connections.incrementAndGet();
              return new Line();
            });
    await("connected again", () -> connections.get() > 2);

    // Then
    assertThat(outlet.status().reconnects()).isPositive();
    assertThat(outlet.status().lastFault()).contains("IllegalStateException");
  }

  private interface Opening {
    PushLine open(BooleanSupplier giveUp);
  }

  private Outlet push(Opening opening) {
    PushLine.Dial dial =
        new PushLine.Dial() {
          @Override
          public boolean carries(Packet.Track track) {
            return track == Packet.Track.VIDEO;
          }

          @Override
          public PushLine open(BooleanSupplier giveUp) {
            return opening.open(giveUp);
          }
        };
    Outlet outlet =
        new PushOutlet("test", dial, true, SHORT, System::nanoTime, new SplittableRandom(3));
    outlets.add(outlet);
    return outlet;
  }

  private static void throwUnforeseen(boolean error) {
    if (error) {
      throw new NoSuchMethodError("rtmp://secret");
    }
    throw new IllegalStateException("rtmp://secret");
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).as(what).isTrue();
  }

  private static final class Line implements PushLine {
    private int written;

    @Override
    public void write(Packet packet) {
      if (++written > 5) {
        throw new IllegalStateException("rtmp://secret");
      }
    }

    @Override
    public void finish() {
      // nothing waits
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
