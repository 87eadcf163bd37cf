package dev.afterglow.capture.buffer;

import dev.afterglow.drive.VoicePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The last two seconds of a drive, written once and read by many, each at its own pace. Nobody can
 * make it grow: a reader that falls behind loses what has left the ring, and is told how much. Safe
 * for many threads.
 *
 * <p>It keeps as objects only what a reader may still get as it came: motion that is not so old
 * that every reader skips it, and the newest pieces of voice. Older voice is kept as samples
 * ({@link SoundStore}), everything else as numbers in one array, so that two seconds of two hundred
 * drives are nothing that a collection of the young heap has to mark and move. 48 kB and the sound.
 */
public final class DriveRing {
  /** Captured motion that is further behind than so much is skipped: half a second at 60 Hz. */
  static final int MOST_MOTION_BEHIND = 32;

  private static final long KEPT_US = 2_000_000;
  // Two seconds of motion at 120 a second and of packets of 10 ms, twice over.
  private static final int CAPACITY = 1_024;
  // Voice is kept as it came for so many pieces: a reader that keeps up needs no copy of it.
  private static final int NEWEST = 8;
  // What is old lies where the processor has not looked for two seconds: so many pieces a visit.
  private static final int FORGOTTEN_TOGETHER = 8;

  // Of each piece: when it arrived, how much motion and voice went before it, what it is, and of
  // voice where its sound begins and its time.
  private static final int FIELDS = 6;
  private static final int MOTION = 1;
  private static final int VOICE_US = 2;
  private static final int KIND = 3;
  private static final int SOUND = 4;
  private static final int TIME_US = 5;
  // What it is: below 0 motion, above 0 voice of so many samples.
  private static final long OTHER = 0;
  private static final long CAPTURED = -1;
  private static final long BRIDGED = -2;

  private final long id;
  private final long[] slots = new long[CAPACITY * FIELDS];
  private final @Nullable Piece[] pieces = new Piece[CAPACITY];
  private final SoundStore sound = new SoundStore();
  private final List<Runnable> readers = new CopyOnWriteArrayList<>();
  private final AtomicBoolean fresh = new AtomicBoolean();
  // The head's index; volatile for readers that only look whether there is anything to lock for.
  private volatile long head;
  private long motion;
  private long voiceUs;
  private long tail;
  // Motion before this index is too old for any reader, and is not kept.
  private long motionFrom;
  // Voice before this index is kept as samples alone.
  private long voiceFrom;
  private Piece.@Nullable Header header;
  private Piece.@Nullable State state;
  private Piece.@Nullable Standing standing;

  /**
   * An empty ring.
   *
   * @param id tells its cursors from those of any other ring; 0 or more
   */
  public DriveRing(long id) {
    this.id = id;
  }

  /**
   * Adds a piece. The readers are to be woken after that by {@link #wake()}, outside of any lock.
   *
   * @throws IllegalArgumentException when voice has another rate than 48,000 samples a second
   */
  public synchronized void add(Piece piece, long nowUs) {
    if (head - tail == CAPACITY) {
      dropOldest();
    }
    long index = head;
    int at = slot(index);
    slots[at] = nowUs;
    slots[at + MOTION] = motion;
    slots[at + VOICE_US] = voiceUs;
    slots[at + KIND] = OTHER;
    pieces[position(index)] = piece;
    switch (piece) {
      case Piece.Motion it -> {
        slots[at + KIND] = it.bridged() ? BRIDGED : CAPTURED;
        motion += it.bridged() ? 0 : 1;
      }
      case Piece.Voice it -> keep(it.packet(), at);
      case Piece.Header it -> header = it;
      case Piece.State it -> state = it;
      case Piece.Standing it -> standing = it;
      case Piece.Gap _ -> {
        // Only those who are there now miss something.
      }
    }
    head = index + 1;
    if (head % FORGOTTEN_TOGETHER == 0) {
      forget(nowUs);
    }
    fresh.set(true);
  }

  /** Tells every reader that there is something to read, if anything came since the last call. */
  public void wake() {
    if (fresh.getAndSet(false)) {
      readers.forEach(Runnable::run);
    }
  }

  /** Has a reader woken from now on. */
  public void addReader(Runnable reader) {
    readers.add(reader);
  }

  /** Has a reader woken no more. */
  public void removeReader(Runnable reader) {
    readers.remove(reader);
  }

  /** How many readers are woken. */
  public int readers() {
    return readers.size();
  }

  /** The place after everything that has come. */
  public synchronized Cursor head() {
    return new Cursor(id, head, motion, voiceUs);
  }

  /** Whether a piece has come at that index or after it. */
  boolean holdsBeyond(long index) {
    return head > index;
  }

  /** The oldest place that can still be read from. */
  synchronized Cursor tail() {
    int at = slot(tail);
    return tail == head ? head() : new Cursor(id, tail, slots[at + MOTION], slots[at + VOICE_US]);
  }

  /** The index of the oldest piece. */
  synchronized long oldest() {
    return tail;
  }

  /** The piece at a place; empty at the head, before the tail, and where every reader skips it. */
  synchronized Optional<Piece> at(long index) {
    if (index < tail || index >= head) {
      return Optional.empty();
    }
    Piece kept = pieces[position(index)];
    if (kept != null) {
      return Optional.of(kept);
    }
    int at = slot(index);
    int length = (int) slots[at + KIND];
    return length > 0
        ? Optional.of(new Piece.Voice(sound.packet(slots[at + TIME_US], slots[at + SOUND], length)))
        : Optional.empty();
  }

  /** The place behind motion that every reader skips, or the same where there is none. */
  synchronized Cursor beyondOldMotion(Cursor place) {
    long index = place.index();
    long skippedMotion = 0;
    while (index >= tail && index < head && old(index)) {
      skippedMotion += slots[slot(index) + KIND] == CAPTURED ? 1 : 0;
      index++;
    }
    return index == place.index()
        ? place
        : new Cursor(id, index, place.motion() + skippedMotion, place.voiceUs());
  }

  /** What a reader has to know before anything else: the newest header, the state, the standing. */
  synchronized List<Piece> opening() {
    List<Piece> opening = new ArrayList<>();
    if (header != null) {
      opening.add(header);
    }
    if (state != null) {
      opening.add(state);
    }
    if (standing != null) {
      opening.add(standing);
    }
    return opening;
  }

  /** Keeps the sound of a packet; what does not fit pushes the oldest pieces out. */
  private void keep(VoicePacket packet, int at) {
    if (packet.sampleRateHz() != SoundStore.RATE_HZ) {
      throw new IllegalArgumentException(
          "the voice of a drive has 48,000 samples a second, was " + packet.sampleRateHz());
    }
    while (!sound.fits(packet.length())) {
      dropOldest();
    }
    slots[at + KIND] = packet.length();
    slots[at + SOUND] = sound.next();
    slots[at + TIME_US] = packet.timeUs();
    sound.add(packet);
    voiceUs += packet.durationUs();
  }

  private void forget(long nowUs) {
    while (tail < head - 1 && nowUs - slots[slot(tail)] > KEPT_US) {
      dropOldest();
    }
    voiceFrom = Math.max(voiceFrom, tail);
    while (voiceFrom < head - NEWEST) {
      if (slots[slot(voiceFrom) + KIND] > OTHER) {
        pieces[position(voiceFrom)] = null;
      }
      voiceFrom++;
    }
    motionFrom = Math.max(motionFrom, tail);
    while (motionFrom < head && behind(motionFrom)) {
      if (old(motionFrom)) {
        pieces[position(motionFrom)] = null;
      }
      motionFrom++;
    }
  }

  private void dropOldest() {
    int at = slot(tail);
    if (slots[at + KIND] > OTHER) {
      sound.forget(slots[at + SOUND] + slots[at + KIND]);
    }
    pieces[position(tail)] = null;
    tail++;
  }

  /** Whether a place holds motion that every reader skips. */
  private boolean old(long index) {
    return slots[slot(index) + KIND] < OTHER && behind(index);
  }

  private boolean behind(long index) {
    return motion - slots[slot(index) + MOTION] > MOST_MOTION_BEHIND;
  }

  private static int position(long index) {
    return (int) (index % CAPACITY);
  }

  private static int slot(long index) {
    return position(index) * FIELDS;
  }
}
