package dev.afterglow.render.output;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Half a second of noise and silence, encoded once and handed out again and again in real time. */
final class SmallStream implements AutoCloseable {
  static final StreamFormat FORMAT = new StreamFormat(320, 240, 30, 2_000_000, 64_000);
  static final AigcLabel AIGC = new AigcLabel("1", "test", "test");

  private static final int FRAMES = 15;
  private static final long SAMPLES = FRAMES * 1600L;

  final VideoEncoder video = new VideoEncoder(FORMAT, "libopenh264");
  final AudioEncoder audio = new AudioEncoder(FORMAT);
  final Tracks tracks = new Tracks(video.parameters(), audio.parameters());

  private final List<Packet> loop = new ArrayList<>();
  private final Thread thread;
  private volatile boolean running = true;

  /** Starts handing out. */
  SmallStream(Consumer<Packet> sink) {
    SplittableRandom random = new SplittableRandom(1);
    PlanarPicture noise = new PlanarPicture(FORMAT.width(), FORMAT.height());
    long samples = 0;
    for (long frame = 0; frame < FRAMES; frame++) {
      for (int i = 0; i < noise.planes().capacity(); i++) {
        noise.planes().put(i, (byte) random.nextInt(100, 156));
      }
      video.encode(noise, frame * 3_000, frame == 0, loop::add);
      for (; samples + 1024 <= (frame + 1) * 1600; samples += 1024) {
        audio.encode(new float[1024], samples, loop::add);
      }
    }
    loop.removeIf(packet -> packet.pts() < 0);
    thread = Thread.ofPlatform().name("small-stream").daemon().start(() -> run(sink));
  }

  private void run(Consumer<Packet> sink) {
    long began = System.nanoTime();
    for (long round = 0; running; round++) {
      for (Packet packet : loop) {
        long pts = packet.pts() + round * SAMPLES * packet.track().ticksPerSecond() / 48_000;
        Packet moved =
            new Packet(packet.track(), packet.data(), pts, packet.durationTicks(), packet.key());
        while (running && System.nanoTime() - began < moved.ptsUs() * 1_000) {
          LockSupport.parkNanos(1_000_000);
        }
        sink.accept(moved);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join();
    video.close();
    audio.close();
  }
}
