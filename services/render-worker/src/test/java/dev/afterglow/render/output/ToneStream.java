package dev.afterglow.render.output;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.OpusEncoder;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A grey picture that moves and a tone of 440 Hz, encoded in real time. */
final class ToneStream implements AutoCloseable {
  private static final StreamFormat FORMAT = new StreamFormat(320, 240, 30, 1_000_000, 64_000);
  private static final int SAMPLES_A_PICTURE = 1_600;

  final VideoEncoder video = new VideoEncoder(FORMAT, "libopenh264");
  final Tracks tracks;

  private final dev.afterglow.render.encode.AudioEncoder aac =
      new dev.afterglow.render.encode.AudioEncoder(FORMAT);
  private final Thread thread;
  private volatile boolean running = true;

  ToneStream(Consumer<Packet> sink) {
    tracks = new Tracks(video.parameters(), aac.parameters());
    thread = Thread.ofPlatform().name("tone").daemon().start(() -> run(sink));
  }

  private void run(Consumer<Packet> sink) {
    PlanarPicture picture = new PlanarPicture(FORMAT.width(), FORMAT.height());
    float[] sound = new float[SAMPLES_A_PICTURE];
    try (OpusEncoder opus = new OpusEncoder(FORMAT, 0)) {
      long began = System.nanoTime();
      for (long frame = 0; running; frame++) {
        while (running && System.nanoTime() - began < frame * 1_000_000_000L / 30) {
          LockSupport.parkNanos(1_000_000);
        }
        for (int i = 0; i < FORMAT.width() * FORMAT.height(); i++) {
          picture.planes().put(i, (byte) (64 + (i + frame * 3) % 128));
        }
        video.encode(picture, frame * 3_000, frame % 30 == 0, sink);
        for (int i = 0; i < sound.length; i++) {
          double at = (frame * SAMPLES_A_PICTURE + i) / 48_000.0;
          sound[i] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * at));
        }
        opus.encode(sound, frame * SAMPLES_A_PICTURE, sink);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    running = false;
    thread.join();
    video.close();
    aac.close();
  }
}
