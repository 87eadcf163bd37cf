package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.capture.liveness.digits.Speech;
import dev.afterglow.capture.liveness.digits.SpeechTrace;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The newest motion and voice of the driver who may be asked: a second and a half, and while a
 * challenge is out, all since a second before it: at most 2,048 frames, and of the voice what its
 * cepstra tell in eight seconds, without the sound itself. For one thread.
 */
final class Evidence {
  private static final long KEPT_US = 1_500_000;
  private static final long VOICE_RECENT_US = 5_000_000;
  private static final int FORGOTTEN_TOGETHER = 8;

  private final FrameTrail frames = new FrameTrail();
  private final SpeechTrace speech = new SpeechTrace();
  private long added;
  private long heldFromUs = Long.MAX_VALUE;
  private long heardUs = Long.MIN_VALUE;

  void add(MotionFrame raw) {
    frames.add(raw);
    // The oldest lie where the processor has not looked for a while: several a visit.
    if (++added % FORGOTTEN_TOGETHER == 0) {
      forgetOld(raw);
    }
  }

  void add(VoicePacket raw) {
    heardUs = raw.timeUs();
    if (heldFromUs != Long.MAX_VALUE) {
      speech.take(raw);
    }
  }

  /** Keeps all that was captured from then on. */
  void holdFrom(long us) {
    heldFromUs = us;
    speech.clear();
  }

  /** Nothing is asked any more. */
  void release() {
    heldFromUs = Long.MAX_VALUE;
    speech.clear();
  }

  /** Another source is asked from now on. */
  void forget() {
    frames.clear();
    release();
  }

  /** The motion, without bones. */
  List<MotionFrame> frames() {
    MotionFrame newest = frames.newest();
    if (newest != null) {
      forgetOld(newest);
    }
    return frames.frames();
  }

  private void forgetOld(MotionFrame newest) {
    frames.forget(Math.min(heldFromUs, newest.timeUs() - KEPT_US));
  }

  /** The voice since the challenge. */
  Speech speech() {
    return speech.speech();
  }

  /**
   * What the newest second and a half could be answered by.
   *
   * @param digitsKnown whether it is known how the driver says digits
   */
  AnswerMeans means(boolean digitsKnown) {
    MotionFrame newest = frames.newest();
    if (newest == null) {
      return AnswerMeans.NONE;
    }
    Set<ArkitShape> shapes = EnumSet.noneOf(ArkitShape.class);
    for (ArkitShape shape : ArkitShape.values()) {
      if (newest.shapes().has(shape)) {
        shapes.add(shape);
      }
    }
    boolean heard = heardUs > newest.timeUs() - VOICE_RECENT_US;
    // What is spoken is looked for in the mouth, too.
    boolean speaks = heard && digitsKnown && shapes.contains(ArkitShape.JAW_OPEN);
    return new AnswerMeans(shapes, frames.anyHead(), speaks);
  }
}
