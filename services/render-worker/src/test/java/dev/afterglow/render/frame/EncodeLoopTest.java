package dev.afterglow.render.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.OutletStatus;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What ends the encoding thread is told: a render must not keep its slot without a picture. */
class EncodeLoopTest {
  private static final StreamFormat SMALL = new StreamFormat(272, 480, 30, 600_000, 64_000);

  @Test
  void shouldTellWhatEndedItWhenAnErrorIsThrown() throws Exception {
    // Given
    EncodeLoop loop =
        new EncodeLoop(
            SMALL, "libopenh264", new AiLabel(272, 480), new Figures(), InstantSource.system());
    loop.add(new Broken());

    // When
    for (int frame = 0; frame < 100 && loop.fault() == null; frame++) {
      loop.sound(
          new float[AudioEncoder.FRAME_SAMPLES], (long) frame * AudioEncoder.FRAME_SAMPLES, 0);
    }
    loop.close();

    // Then
    assertThat(loop.fault()).hasMessageContaining("UnsatisfiedLinkError").hasMessageContaining("x");
  }

  /** An outlet whose native library is not what it should be. */
  private static final class Broken implements Outlet {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public void take(Packet packet) {
      throw new UnsatisfiedLinkError("x");
    }

    @Override
    public OutletStatus status() {
      return new OutletStatus(OutletStatus.State.SENDING, 0, 0, "");
    }

    @Override
    public void close() {}
  }
}
