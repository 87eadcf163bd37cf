package dev.afterglow.capture.liveness.repeat;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import java.util.Optional;

/**
 * Runs of frames that repeat earlier frames bit for bit. A sensor's noise never does; a recording
 * always does. A 32-bit hash a frame is kept, nine minutes of them at 60 frames a second; every
 * fourth hash, by its own value, is in an index, so a run of 30 is missed once in {@code 0.75^30},
 * two in ten thousand. A chance run of ten differing frames has the odds {@code 2^-320}.
 *
 * <p>A still face repeats itself without being a recording: runs count only by the frames that
 * differ from the one before. About 200 kB; for one thread.
 */
public final class FrameRuns {
  private static final ArkitShape[] SHAPES = ArkitShape.values();
  private static final int FRAMES = 1 << 15;
  private static final int INDEX = 1 << 14;
  private static final int INDEX_MASK = 3;
  // What is nearer than this overlaps the run itself.
  private static final int NEAREST = 30;
  private static final int LONGEST_BACK = 256;

  private final int[] hashes = new int[FRAMES];
  private final int[] index = new int[INDEX];
  private long frames;
  private long source = -1;
  private int run;
  private int longest;
  private int still;
  private int seen;

  /** Takes the next frame. */
  public void take(MotionFrame frame) {
    int hash = hash(frame);
    boolean moved = frames == 0 || hash != hashes[slot(frames - 1)];
    still += moved ? 0 : 1;
    seen++;
    hashes[slot(frames)] = hash;
    follow(hash, moved);
    if ((hash & INDEX_MASK) == 0) {
      index[indexSlot(hash)] = (int) frames + 1;
    }
    longest = Math.max(longest, run);
    frames++;
  }

  /** The longest repeated run since the last {@link #reset}, in frames that moved. */
  public int longestFrames() {
    return longest;
  }

  /** The share of frames since the last {@link #reset} equal to the one before, 0 to 1. */
  public double stillShare() {
    return seen == 0 ? 0 : (double) still / seen;
  }

  /** Frames since the last {@link #reset}. */
  public int frames() {
    return seen;
  }

  /** Begins a window; a run that goes on keeps its length. */
  public void reset() {
    longest = 0;
    still = 0;
    seen = 0;
  }

  private void follow(int hash, boolean moved) {
    if (source >= 0 && held(source + 1) && hashes[slot(source + 1)] == hash) {
      source++;
      run += moved ? 1 : 0;
      return;
    }
    source = -1;
    run = 0;
    if ((hash & INDEX_MASK) != 0 || !moved) {
      return;
    }
    int known = index[indexSlot(hash)] - 1;
    if (known >= 0 && held(known) && hashes[slot(known)] == hash && frames - known >= NEAREST) {
      source = known;
      run = backwards(known);
    }
  }

  private int backwards(long known) {
    int moving = 0;
    for (int back = 0; back < LONGEST_BACK && known - back > frames - FRAMES; back++) {
      if (known - back < 1 || hashes[slot(known - back)] != hashes[slot(frames - back)]) {
        break;
      }
      moving += hashes[slot(known - back)] != hashes[slot(known - back - 1)] ? 1 : 0;
    }
    return moving;
  }

  private boolean held(long frame) {
    return frame < frames && frame > frames - FRAMES;
  }

  private static int slot(long frame) {
    return (int) (frame & (FRAMES - 1));
  }

  private static int indexSlot(int hash) {
    return (hash >>> 2) & (INDEX - 1);
  }

  private static int hash(MotionFrame frame) {
    long mixed = 0;
    ShapeWeights face = frame.shapes();
    for (ArkitShape shape : SHAPES) {
      mixed = mix(mixed, face.getOr(shape, -1));
    }
    if (frame.head().isPresent()) {
      HeadPose head = frame.head().get();
      Rotation turn = head.rotation();
      mixed = mix(mix(mix(mix(mixed, turn.x()), turn.y()), turn.z()), turn.w());
      mixed = mix(mix(mix(mixed, head.xCm()), head.yCm()), head.zCm());
    } else if (face.count() == 0) {
      // A suit alone. Beside a face bones do not count, so that no live arm hides a copied face.
      for (Rotation turn : frame.bones().values()) {
        mixed = mix(mix(mix(mix(mixed, turn.x()), turn.y()), turn.z()), turn.w());
      }
      mixed = mix(mix(mixed, frame.wrists().left()), frame.wrists().right());
    }
    return (int) (mixed ^ (mixed >>> 32));
  }

  private static long mix(long state, Optional<WristPose> wrist) {
    if (wrist.isEmpty()) {
      return state;
    }
    WristPose pose = wrist.get();
    return mix(mix(mix(state, pose.xM()), pose.yM()), pose.zM());
  }

  /** A step of the 64-bit finaliser of MurmurHash3. */
  private static long mix(long state, float value) {
    long h = (state + Float.floatToIntBits(value) + 0x9E3779B97F4A7C15L) * 0xFF51AFD7ED558CCDL;
    return h ^ (h >>> 33);
  }
}
