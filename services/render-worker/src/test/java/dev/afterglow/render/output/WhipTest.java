package dev.afterglow.render.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.afterglow.render.output.OutletStatus.State;
import dev.afterglow.viewer.WhipViewer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A push over WHIP to a real Chromium, which answers the offer, decodes and listens. */
@Timeout(180)
class WhipTest {
  @TempDir private Path folder;

  private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
  private final ToneStream stream =
      new ToneStream(packet -> outlets.forEach(outlet -> outlet.take(packet)));
  private final Pushes pushes =
      new Pushes(
          StreamTime.fromFirstKey(), stream.tracks, SmallStream.AIGC, InstantSource.system());

  @AfterEach
  void close() throws Exception {
    outlets.forEach(Outlet::close);
    stream.close();
  }

  private static WhipViewer viewer(Path folder) throws IOException {
    Optional<Path> chromium = WhipViewer.chromium();
    assumeTrue(chromium.isPresent(), "skipped: no Chromium (Debian: apt-get install chromium)");
    return new WhipViewer(chromium.get(), folder);
  }

  private Outlet push(String url, boolean acknowledged) {
    Outlet outlet = pushes.whip("whip", url, acknowledged);
    outlets.add(outlet);
    return outlet;
  }

  @Test
  void shouldBeSeenAndHeardByABrowserAndEndItsSession() throws Exception {
    // Given
    try (WhipViewer viewer = viewer(folder)) {
      // When
      Outlet outlet = push(viewer.url(), true);
      await("pictures", outlet, () -> viewer.figure("decoded") > 60);
      await("sound", outlet, () -> viewer.figure("sound") > 2);

      // Then
      System.out.println("Chromium: " + viewer.told());
      assertThat(viewer.told()).contains("\"state\":\"connected\"");
      assertThat(viewer.figure("width")).isEqualTo(320);
      // What is counted is the square of the loudest sample: of a tone of 0.3 it is 0.09.
      assertThat(viewer.figure("energy") / viewer.figure("sound"))
          .as("energy heard")
          .isBetween(0.02, 0.12);
      assertThat(outlet.status().state()).isEqualTo(State.SENDING);
      assertThat(outlet.status().trouble().acknowledged()).isTrue();
      outlet.close();
      assertThat(outlet.status().state()).isEqualTo(State.CLOSED);
      assertThat(viewer.requests()).containsExactly("POST /whip", "DELETE /session/1");
    }
  }

  @Test
  void shouldRefuseAndSayWhyWhenTheTokenIsWrong() throws Exception {
    // Given
    try (WhipViewer viewer = viewer(folder)) {
      // When
      Outlet outlet = push(viewer.url().replace("#", "#not-"), false);

      // Then
      await("refused", outlet, () -> outlet.status().state() == State.REFUSED);
      assertThat(outlet.status().lastFault()).contains("401").doesNotContain("not-");
    }
  }

  @Test
  void shouldOfferAgainWhenTheOtherSideEndsTheConnection() throws Exception {
    // Given
    Outlet outlet;
    try (WhipViewer viewer = viewer(folder.resolve("one"))) {
      outlet = push(viewer.url(), true);
      await("pictures", outlet, () -> viewer.figure("decoded") > 10);

      // When: a session that the page closes for a new one
      Outlet second = push(viewer.url(), true);

      // Then
      await("pictures of the second", second, () -> second.status().bytes() > 10_000);
      await("again", outlet, () -> outlet.status().reconnects() > 0);
      assertThat(outlet.status().lastFault()).contains("closed the connection");
    }
  }

  private static void await(String what, Outlet outlet, BooleanSupplier condition)
      throws InterruptedException {
    for (int i = 0; i < 1_500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).as("%s; %s", what, outlet.status()).isTrue();
  }
}
