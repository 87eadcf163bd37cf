package dev.afterglow.render.job;

import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.lease.MotionRight;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * A render of one triangle for nobody, before the first real one: it loads the libraries, compiles
 * the shaders and runs through everything once. A worker that takes a broadcast over from a dead
 * one then has that behind it. It holds no slot, has no lease of the registry's and no drive, and
 * nothing of it leaves the process.
 */
public final class Practice {
  private static final StreamFormat FORMAT = new StreamFormat(360, 640, 30, 1_000_000, 64_000);
  private static final Duration LASTS = Duration.ofSeconds(2);
  private static final int NUMBERS_BYTES = 72;
  private static final float[] CORNERS_AND_MOVES = {
    -0.2f, 1.4f, 0, 0.2f, 1.4f, 0, 0, 1.8f, 0, 0, 0, 0.1f, 0, 0, 0.1f, 0, 0, 0.1f
  };
  private static final String TRIANGLE =
      """
      {"asset":{"version":"2.0"},"scene":0,"scenes":[{"nodes":[0]}],
      "nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":0},
      "targets":[{"POSITION":1}]}],"extras":{"targetNames":["jawOpen"]}}],
      "buffers":[{"byteLength":72}],"bufferViews":[{"buffer":0,"byteLength":36},
      {"buffer":0,"byteOffset":36,"byteLength":36}],
      "accessors":[{"bufferView":0,"componentType":5126,"type":"VEC3","count":3,
      "min":[-0.2,1.4,0],"max":[0.2,1.8,0]},
      {"bufferView":1,"componentType":5126,"type":"VEC3","count":3}]}
      """;

  private Practice() {}

  /**
   * Runs it; takes a few seconds.
   *
   * @throws RenderRefused when this machine cannot draw or encode
   */
  public static void run(
      RenderSettings settings, Optional<String> videoEncoder, InstantSource clock)
      throws RenderRefused, InterruptedException {
    String nobody = new UUID(0, 0).toString();
    RenderOrder order =
        new RenderOrder(nobody, nobody, nobody, FORMAT, "", RenderOrder.Continuation.NONE);
    Render render =
        Render.start(
            order,
            settings,
            videoEncoder,
            clock,
            new NoTerms(),
            (avatar, sha256) -> triangle(),
            (drive, sink) -> () -> {});
    try {
      Thread.sleep(LASTS.toMillis());
    } finally {
      render.stop();
    }
  }

  private static byte[] triangle() {
    byte[] text =
        (TRIANGLE + " ".repeat((4 - TRIANGLE.length() % 4) % 4)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(28 + text.length + NUMBERS_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x46546C67).putInt(2).putInt(out.capacity());
    out.putInt(text.length).putInt(0x4E4F534A).put(text);
    out.putInt(NUMBERS_BYTES).putInt(0x004E4942);
    for (float value : CORNERS_AND_MOVES) {
      out.putFloat(value);
    }
    return out.array();
  }

  /** Leaves the right to show anything out: the slate is what is practised. */
  private static final class NoTerms implements LeaseTerms {
    private static final Grant NOTHING =
        new Grant("practice", "practice", Duration.ofHours(1), MotionRight.NONE);

    @Override
    public String avatarId() {
      return "practice";
    }

    @Override
    public Grant acquire() {
      return NOTHING;
    }

    @Override
    public Grant renew(String leaseId) {
      return NOTHING;
    }

    @Override
    public void release(String leaseId) {
      // there is none
    }
  }
}
