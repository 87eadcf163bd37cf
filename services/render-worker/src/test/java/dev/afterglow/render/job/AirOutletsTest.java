package dev.afterglow.render.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import dev.afterglow.render.output.AigcLabel;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.OutletStatus;
import dev.afterglow.render.output.Preview;
import dev.afterglow.render.output.StreamTime;
import dev.afterglow.render.output.Tracks;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a render opens as it goes on air, and what is left where one of it cannot be opened. */
@Timeout(60)
class AirOutletsTest {
  private static final StreamFormat SMALL = new StreamFormat(64, 64, 10, 100_000, 32_000);
  private static final AigcLabel LABEL = new AigcLabel("1", "test", "test");

  // Never closed: an outlet that this test leaves behind as it fails would read what is gone.
  private static final VideoEncoder VIDEO = new VideoEncoder(SMALL, "libopenh264");
  private static final AudioEncoder AUDIO = new AudioEncoder(SMALL);

  @TempDir private Path folder;
  private final Tracks tracks = new Tracks(VIDEO.parameters(), AUDIO.parameters());
  private final Preview preview = new Preview(tracks, LABEL, 1);

  @AfterEach
  void close() {
    preview.close();
  }

  @Test
  void shouldLeaveNothingOpenWhenOneOutletCannotBeOpenedAndOpenEachOnceTheNextTime()
      throws Exception {
    // Given: the preview takes nobody more, so that the low-latency HLS cannot begin
    List<Preview.Reader> viewers = new ArrayList<>();
    for (int i = 0; i < Preview.MOST_READERS; i++) {
      viewers.add(preview.join(() -> {}));
    }
    try (ServerSocket platform = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String push = "rtmp://127.0.0.1:" + platform.getLocalPort() + "/live/key";
      List<Destination> wanted =
          List.of(
              new Destination("push", Destination.Kind.RTMP, push, true),
              new Destination("hls", Destination.Kind.HLS, "", false));
      AirOutlets outlets = new AirOutlets(folder, 0, Duration.ofSeconds(1), InstantSource.system());
      outlets.makeRoom();

      // When
      RenderRefused refusal =
          catchThrowableOfType(
              RenderRefused.class,
              () -> outlets.open(wanted, tracks, LABEL, StreamTime.fromFirstKey(), preview));
      List<Outlet> left = outlets.all();
      String path = outlets.recordingPath();
      viewers.getFirst().close();
      outlets.open(wanted, tracks, LABEL, StreamTime.fromFirstKey(), preview);

      // Then
      assertThat(refusal.why()).isEqualTo(RenderRefused.Why.TOO_MANY_VIEWERS);
      assertThat(left).isEmpty();
      assertThat(path).isEmpty();
      assertThat(outlets.all())
          .extracting(Outlet::name)
          .containsExactly("recording", "push", "hls", "low-latency");
      outlets.all().forEach(Outlet::close);
      assertThat(outlets.all())
          .extracting(it -> it.status().state())
          .containsOnly(OutletStatus.State.CLOSED);
    }
  }
}
