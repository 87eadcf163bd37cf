package dev.afterglow.capture.arrival;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts samples back in the order of their sequence. A gap is waited for a little while, then given
 * up; what comes twice, or after its place was given up, is dropped and counted. It never holds
 * more than its capacity and one batch. For one thread.
 *
 * @param <T> a sample
 */
public final class Arrivals<T> {
  // Bit k of `given` is set when the sequence `released - k` went on rather than being given up.
  private static final int REMEMBERED = Long.SIZE;

  private final Released<T> nothing = new Released<>(List.of(), 0);
  private final int capacity;
  private final TreeMap<Long, T> waiting = new TreeMap<>();
  // The sample whose turn it is, where it came in order: nearly all do, and need no tree.
  private @Nullable T next;
  private long released;
  private long waitingSinceUs;
  private long given;
  private long duplicates;
  private long late;

  /**
   * What can go on now.
   *
   * @param samples in order
   * @param lost how many sequences before the first of them were given up
   */
  public record Released<T>(List<T> samples, long lost) {
    public Released {
      samples = List.copyOf(samples);
    }
  }

  /**
   * An order that starts anywhere.
   *
   * @param capacity how many samples may wait for one that is missing, 1 or more
   */
  public Arrivals(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a sample in; {@link #release} gives it out when its turn has come. */
  public void take(long sequence, T sample, long nowUs) {
    if (sequence <= released && !wasGiven(sequence)) {
      late++;
      return;
    }
    boolean turn = sequence == released + 1;
    boolean waits = !waiting.isEmpty() && waiting.containsKey(sequence);
    if (sequence <= released || (turn && next != null) || waits) {
      duplicates++;
      return;
    }
    if (turn && waiting.isEmpty()) {
      next = sample;
      return;
    }
    if (waiting.isEmpty()) {
      waitingSinceUs = nowUs;
    }
    waiting.put(sequence, sample);
  }

  /**
   * What can go on by now, up to the next gap that is still worth waiting for.
   *
   * @param patienceUs how long a missing sample is waited for
   */
  public Released<T> release(long nowUs, long patienceUs) {
    T prompt = next;
    if (prompt != null) {
      next = null;
      released++;
      given = given << 1 | 1;
      waitingSinceUs = nowUs;
      if (waiting.isEmpty()) {
        return new Released<>(List.of(prompt), 0);
      }
      List<T> samples = new ArrayList<>(List.of(prompt));
      drain(samples);
      return new Released<>(samples, 0);
    }
    if (waiting.isEmpty()) {
      return nothing;
    }
    long first = waiting.firstKey();
    boolean anyStart = released == 0;
    boolean tired = nowUs - waitingSinceUs >= patienceUs || waiting.size() > capacity;
    if (first != released + 1 && !anyStart && !tired) {
      return nothing;
    }
    long lost = anyStart ? 0 : first - released - 1;
    List<T> samples = new ArrayList<>();
    released = first - 1;
    given = lost >= REMEMBERED ? 0 : given << lost;
    drain(samples);
    waitingSinceUs = nowUs;
    return new Released<>(samples, lost);
  }

  private void drain(List<T> samples) {
    while (!waiting.isEmpty() && waiting.firstKey() == released + 1) {
      samples.add(waiting.pollFirstEntry().getValue());
      released++;
      given = given << 1 | 1;
    }
  }

  /** Drops what still waits, because its stream is gone and will send it again. */
  public void forgetWaiting() {
    waiting.clear();
    next = null;
  }

  /** The highest sequence below which nothing is awaited, 0 for none. */
  public long released() {
    return released;
  }

  /** How many samples came twice. */
  public long duplicates() {
    return duplicates;
  }

  /** How many samples came after their place had been given up. */
  public long late() {
    return late;
  }

  /**
   * Whether a sequence at or before {@link #released} went on; what is long ago counts as given.
   */
  private boolean wasGiven(long sequence) {
    long back = released - sequence;
    return back >= REMEMBERED || (given >>> back & 1) != 0;
  }
}
