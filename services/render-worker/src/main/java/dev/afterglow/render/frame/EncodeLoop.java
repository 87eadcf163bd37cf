package dev.afterglow.render.frame;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.AudioEncoder;
import dev.afterglow.render.encode.OpusEncoder;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.Packet.Track;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.StreamMark;
import dev.afterglow.render.encode.VideoEncoder;
import dev.afterglow.render.label.AiLabel;
import dev.afterglow.render.label.LabelCheck;
import dev.afterglow.render.output.Outlet;
import dev.afterglow.render.output.Tracks;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what the drawing loop hands over and gives the packets to every outlet, on one thread. It
 * also looks for the label on each key frame. Pictures come from a small pool: when the encoder
 * cannot keep up the pool runs dry and the drawing loop leaves a picture out, but sound is never
 * left out.
 */
public final class EncodeLoop implements AutoCloseable {
  private static final int POOL_PICTURES = 4;
  private static final int QUEUE = 64;
  private static final int PASSES_TO_TRUST = 5;

  /** An outlet may take two times 8 s to end; encoding what waits takes far less than the rest. */
  private static final long CLOSE_PATIENCE_MS = 20_000;

  private final StreamFormat format;
  private final Figures figures;
  private final InstantSource clock;
  private final VideoEncoder video;
  private final AudioEncoder audio;
  private final LabelCheck labelCheck;
  private final Tracks tracks;
  private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE);
  private final BlockingQueue<PlanarPicture> pool = new ArrayBlockingQueue<>(POOL_PICTURES);
  private final BlockingQueue<float[]> soundPool = new ArrayBlockingQueue<>(QUEUE);
  private final BlockingQueue<Work> spare = new ArrayBlockingQueue<>(QUEUE);
  private final Consumer<Packet> hand = this::hand;
  private final List<Outlet> outlets = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private final long delayTicks;
  private final CaptureTimes captures = new CaptureTimes();
  private volatile boolean labelPresent = true;
  private volatile boolean keyWanted;
  private volatile boolean opusWanted;
  private volatile Supplier<String> leaseId = () -> "";
  private volatile BooleanSupplier figureAllowed = () -> true;
  private volatile @Nullable RuntimeException fault;
  private volatile boolean running = true;
  private @Nullable OpusEncoder opus;
  private int passes = PASSES_TO_TRUST;
  private long lastVideoCaptureUs;
  private long lastVideoPtsUs;

  /** What waits; each is used again for a later one once it is encoded. */
  private static final class Work {
    /** Null where it is sound. */
    private @Nullable PlanarPicture planes;

    /** Null where it is a picture. */
    private float @Nullable [] samples;

    /** The picture's number, or that of the first sample. */
    private long number;

    /** When it was captured, UTC microseconds; 0 for the slate and where nothing was. */
    private long captureUs;

    private boolean forceKey;
  }

  /**
   * Opens both encoders and starts the thread.
   *
   * @param encoder FFmpeg's name of the H.264 encoder
   */
  public EncodeLoop(
      StreamFormat format, String encoder, AiLabel label, Figures figures, InstantSource clock) {
    this.format = format;
    this.figures = figures;
    this.clock = clock;
    video = new VideoEncoder(format, encoder);
    audio = new AudioEncoder(format);
    labelCheck = new LabelCheck(label, video.parameters());
    tracks = new Tracks(video.parameters(), audio.parameters());
    delayTicks =
        (long) audio.delaySamples() * Track.VIDEO.ticksPerSecond() / StreamFormat.SAMPLE_RATE_HZ;
    for (int i = 0; i < POOL_PICTURES; i++) {
      pool.add(new PlanarPicture(format.width(), format.height()));
    }
    thread = Thread.ofPlatform().name("encode").daemon().start(this::run);
  }

  /** What a muxer must know. */
  public Tracks tracks() {
    return tracks;
  }

  /** Whether the label was on the pictures that were looked at last. */
  public boolean labelPresent() {
    return labelPresent;
  }

  /** What ended the loop, or null while it runs well. */
  public @Nullable RuntimeException fault() {
    return fault;
  }

  /** Where its thread is just now, in words. */
  public String where() {
    return LoopFault.where(thread);
  }

  /**
   * From now on each key frame says under which lease it was made ({@link StreamMark}).
   *
   * @param current the lease that is held, or empty
   */
  public void marks(Supplier<String> current) {
    leaseId = current;
  }

  /**
   * From now on pictures of the figure that have waited are left out, not encoded, while it may not
   * be shown any more.
   *
   * @param allowed asked for each picture of the figure just before it is encoded
   */
  public void figureWhile(BooleanSupplier allowed) {
    figureAllowed = allowed;
  }

  /** From now on the sound is encoded as Opus too, once for all who want it. */
  public void alsoOpus() {
    opusWanted = true;
  }

  /** Every packet goes there from the next one on; a key frame follows at once. */
  public void add(Outlet outlet) {
    outlets.add(outlet);
    keyWanted = true;
  }

  /** No packet goes there any more. */
  public void remove(Outlet outlet) {
    outlets.remove(outlet);
  }

  /**
   * A free picture to convert into, or null when the encoder is behind.
   *
   * @param patienceMs how long to wait for one
   */
  public @Nullable PlanarPicture freePicture(long patienceMs) {
    try {
      return pool.poll(patienceMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Hands a picture over; it comes back to the pool by itself. */
  public void picture(PlanarPicture planes, long frame, long captureUs, boolean forceKey) {
    Work work = spare();
    work.planes = planes;
    work.number = frame;
    work.captureUs = captureUs;
    work.forceKey = forceKey;
    put(work);
  }

  /** A buffer for {@link AudioEncoder#FRAME_SAMPLES} samples, with anything in it. */
  float[] freeSound() {
    float[] buffer = soundPool.poll();
    return buffer == null ? new float[AudioEncoder.FRAME_SAMPLES] : buffer;
  }

  /** Hands {@link AudioEncoder#FRAME_SAMPLES} samples over; the buffer is not the caller's then. */
  public void sound(float[] samples, long firstSample, long captureUs) {
    Work work = spare();
    work.samples = samples;
    work.number = firstSample;
    work.captureUs = captureUs;
    put(work);
  }

  private Work spare() {
    Work work = spare.poll();
    return work == null ? new Work() : work;
  }

  /** Encodes what waits, then closes outlets and encoders. */
  @Override
  public void close() {
    running = false;
    try {
      thread.join(CLOSE_PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(Work work) {
    try {
      while (fault == null && !queue.offer(work, 100, TimeUnit.MILLISECONDS)) {
        // waits: sound is never left out, and pictures are bounded by their pool
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (running || !queue.isEmpty()) {
        Work work = queue.poll(50, TimeUnit.MILLISECONDS);
        if (work != null) {
          encode(work);
        }
      }
      video.finish(hand);
      audio.finish(hand);
    } catch (RuntimeException | Error e) {
      // An error of a native library, too, must end the render and not only this thread.
      fault = LoopFault.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeOutlets();
      labelCheck.close();
      video.close();
      audio.close();
      if (opus != null) {
        opus.close();
      }
    }
  }

  /** All at once: a destination that does not answer must not keep the recording waiting. */
  private void closeOutlets() {
    try (ExecutorService closing = Executors.newVirtualThreadPerTaskExecutor()) {
      outlets.forEach(outlet -> closing.execute(outlet::close));
    }
  }

  private void encode(Work work) {
    PlanarPicture planes = work.planes;
    float[] samples = work.samples;
    if (planes != null) {
      picture(planes, work);
      pool.offer(planes);
    }
    if (samples != null) {
      audio.encode(samples, work.number, hand);
      encodeOpus(samples, work.number);
      soundPool.offer(samples);
      measureSkew(work);
    }
    work.planes = null;
    work.samples = null;
    spare.offer(work);
  }

  private void picture(PlanarPicture planes, Work work) {
    if (work.captureUs != 0 && !figureAllowed.getAsBoolean()) {
      figures.droppedFrames(1);
      return;
    }
    long began = System.nanoTime();
    boolean key = work.forceKey || keyWanted;
    keyWanted = false;
    long ticks = work.number * Track.VIDEO.ticksPerSecond() / format.framesPerSecond();
    captures.put(ticks + delayTicks, work.captureUs);
    video.encode(planes, ticks + delayTicks, key, hand);
    lastVideoCaptureUs = work.captureUs;
    lastVideoPtsUs = work.number * 1_000_000L / format.framesPerSecond();
    long now = System.nanoTime();
    figures.encoder(now - began);
    figures.encoded(work.captureUs == 0, now);
    if (work.captureUs != 0) {
      figures.latency((nowUs() - work.captureUs) / 1000.0);
    }
  }

  private void encodeOpus(float[] samples, long firstSample) {
    if (opusWanted) {
      OpusEncoder encoder = opus == null ? new OpusEncoder(format, audio.delaySamples()) : opus;
      opus = encoder;
      encoder.encode(samples, firstSample, hand);
    }
  }

  /**
   * Sound ahead of picture, as muxed: how much later the sound's capture lies against its time in
   * the stream than the picture's does.
   */
  private void measureSkew(Work sound) {
    if (sound.captureUs == 0 || lastVideoCaptureUs == 0) {
      return;
    }
    long soundPtsUs = sound.number * 1_000_000L / StreamFormat.SAMPLE_RATE_HZ;
    long soundOffset = sound.captureUs - soundPtsUs;
    long pictureOffset = lastVideoCaptureUs - lastVideoPtsUs;
    figures.skew((soundOffset - pictureOffset) / 1000.0);
  }

  private void hand(Packet encoded) {
    Packet packet = encoded.track() == Track.VIDEO ? picture(encoded) : encoded;
    long began = System.nanoTime();
    for (Outlet outlet : outlets) {
      outlet.take(packet);
    }
    if (packet.track() == Track.VIDEO) {
      figures.stage(Figures.Stage.MUX, System.nanoTime() - began);
    }
  }

  private Packet picture(Packet encoded) {
    Packet packet = encoded.capturedAt(captures.take(encoded.pts()));
    if (!encoded.key()) {
      return packet;
    }
    checkLabel(encoded);
    long ticks = encoded.pts() - delayTicks;
    long mediaTimeUs = ticks * 1_000_000 / Track.VIDEO.ticksPerSecond();
    return new StreamMark(leaseId.get(), Math.max(0, mediaTimeUs)).onto(packet);
  }

  private void checkLabel(Packet packet) {
    boolean present = labelCheck.present(packet.data());
    figures.label(present);
    passes = present ? passes + 1 : 0;
    labelPresent = passes >= PASSES_TO_TRUST;
  }

  private long nowUs() {
    var now = clock.instant();
    return now.getEpochSecond() * 1_000_000L + now.getNano() / 1000;
  }
}
