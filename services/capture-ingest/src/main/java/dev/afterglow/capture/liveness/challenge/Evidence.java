package dev.afterglow.capture.liveness.challenge;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.VoicePacket;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The newest motion and voice of the driver who may be asked: a second and a half, and while a
 * challenge is out, all since a second before it. At most 2,048 frames and 1,024 packets, without
 * the sound itself. For one thread.
 */
final class Evidence {
  private static final long KEPT_US = 1_500_000;
  private static final long VOICE_RECENT_US = 5_000_000;
  private static final int MOST_FRAMES = 2_048;
  private static final int MOST_SOUNDS = 1_024;

  private final ArrayDeque<MotionFrame> frames = new ArrayDeque<>();
  private final ArrayDeque<Sounding> sounds = new ArrayDeque<>();
  private long heldFromUs = Long.MAX_VALUE;
  private long heardUs = Long.MIN_VALUE;

  void add(MotionFrame raw) {
    frames.addLast(raw);
    long from = Math.min(heldFromUs, raw.timeUs() - KEPT_US);
    while (frames.size() > MOST_FRAMES || frames.getFirst().timeUs() < from) {
      frames.removeFirst();
    }
  }

  void add(VoicePacket raw) {
    heardUs = raw.timeUs();
    if (heldFromUs != Long.MAX_VALUE && sounds.size() < MOST_SOUNDS) {
      sounds.addLast(Sounding.of(raw));
    }
  }

  /** Keeps all that was captured from then on. */
  void holdFrom(long us) {
    heldFromUs = us;
    sounds.clear();
  }

  /** Nothing is asked any more. */
  void release() {
    heldFromUs = Long.MAX_VALUE;
    sounds.clear();
  }

  /** Another source is asked from now on. */
  void forget() {
    frames.clear();
    release();
  }

  List<MotionFrame> frames() {
    return List.copyOf(frames);
  }

  List<Sounding> sounds() {
    return List.copyOf(sounds);
  }

  /** What the newest second and a half could be answered by. */
  AnswerMeans means() {
    MotionFrame newest = frames.peekLast();
    if (newest == null) {
      return AnswerMeans.NONE;
    }
    Set<ArkitShape> shapes = EnumSet.noneOf(ArkitShape.class);
    for (ArkitShape shape : ArkitShape.values()) {
      if (newest.shapes().has(shape)) {
        shapes.add(shape);
      }
    }
    boolean head = frames.stream().anyMatch(it -> it.head().isPresent());
    boolean heard = heardUs > newest.timeUs() - VOICE_RECENT_US;
    // What is spoken is looked for in the mouth, too.
    return new AnswerMeans(shapes, head, heard && shapes.contains(ArkitShape.JAW_OPEN));
  }
}
