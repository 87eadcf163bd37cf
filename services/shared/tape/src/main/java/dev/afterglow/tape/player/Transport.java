package dev.afterglow.tape.player;

import dev.afterglow.drive.MotionFrame;
import dev.afterglow.tape.FrameCursor;
import dev.afterglow.tape.sound.VoiceCursor;
import dev.afterglow.tape.sound.VoiceTape;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The tape deck: hands out what a device would have captured by an instant of its clock, round
 * after round. Motion is captured at its own time; a voice packet when its last sample is in. For
 * one thread.
 */
final class Transport implements Closeable {
  static final int PACKET_SAMPLES = VoiceTape.RATE_HZ / 50;
  static final long PACKET_US = 20_000;

  private final PlayerOptions options;
  private final long periodUs;
  private long roundStartUs;
  private FrameCursor frames;
  private @Nullable VoiceCursor voice;
  private @Nullable MotionFrame nextFrame;
  private long packets;
  private long rounds = 1;

  /** Receives what is captured, in order of time. */
  interface Capture {
    void motion(MotionFrame frame, long deviceTimeUs);

    void voice(short[] pcm, long deviceTimeUs);
  }

  /** Rewinds; the first frame is captured at {@code startUs} of the device's clock. */
  Transport(PlayerOptions options, long startUs) throws IOException {
    this.options = options;
    this.periodUs = period(options);
    this.roundStartUs = startUs;
    this.frames = options.motion().open();
    this.voice = openVoice();
    this.nextFrame = frames.next();
  }

  /** Hands over everything that is due by now. */
  void captureUntil(long nowUs, Capture capture) throws IOException {
    while (nextDueUs() <= nowUs && !ended()) {
      step(capture);
    }
  }

  /** When the next thing is due on the device's clock. */
  long nextDueUs() {
    long due = roundStartUs + periodUs;
    if (nextFrame != null) {
      due = Math.min(due, frameDueUs(nextFrame));
    }
    return voiceGoesOn() ? Math.min(due, packetStartUs() + PACKET_US) : due;
  }

  /** Whether a tape that does not loop has been played. */
  boolean ended() {
    return nextFrame == null && !voiceGoesOn() && !options.loop();
  }

  /** How often the tape began. */
  long rounds() {
    return rounds;
  }

  @Override
  public void close() throws IOException {
    frames.close();
    if (voice != null) {
      voice.close();
    }
  }

  private void step(Capture capture) throws IOException {
    MotionFrame frame = nextFrame;
    long packetDueUs = voiceGoesOn() ? packetStartUs() + PACKET_US : Long.MAX_VALUE;
    if (frame != null && frameDueUs(frame) <= packetDueUs) {
      capture.motion(frame, frameDueUs(frame));
      nextFrame = frames.next();
    } else if (packetDueUs < Long.MAX_VALUE) {
      capture.voice(packet(), packetStartUs());
      packets++;
    } else {
      beginAgain();
    }
  }

  private void beginAgain() throws IOException {
    close();
    roundStartUs += periodUs;
    rounds++;
    packets = 0;
    frames = options.motion().open();
    voice = openVoice();
    nextFrame = frames.next();
  }

  private @Nullable VoiceCursor openVoice() throws IOException {
    return options.voice().isPresent() ? options.voice().get().open() : null;
  }

  private boolean voiceGoesOn() {
    return voice != null && (packets + 1) * PACKET_US <= periodUs;
  }

  private long frameDueUs(MotionFrame frame) {
    return roundStartUs + frame.timeUs() - options.motion().header().firstTimeUs();
  }

  private long packetStartUs() {
    return roundStartUs + packets * PACKET_US;
  }

  private short[] packet() throws IOException {
    // What the voice does not fill stays silent.
    short[] pcm = new short[PACKET_SAMPLES];
    if (voice != null) {
      voice.read(pcm);
    }
    return pcm;
  }

  /** With a voice, a round is whole packets long, so that no sound is missing between rounds. */
  private static long period(PlayerOptions options) {
    long us = options.motion().header().periodUs();
    return options.voice().isPresent() ? Math.ceilDiv(us, PACKET_US) * PACKET_US : us;
  }
}
