package dev.afterglow.commerce.room;

import java.util.Arrays;

/** One generation of seen ids, with those that no part holds yet. */
final class SeenGeneration {
  private static final int RUN = 8_192;
  private static final int SMALLEST = SeenSet.WIDTH * 16;
  // What a burst needed is given back after it.
  private static final int LARGEST_KEPT = SeenSet.WIDTH * 128;

  private final int number;
  private final SeenSet ids = new SeenSet();
  private long[] fresh = new long[SMALLEST];
  private int freshSize;
  private int runs;

  SeenGeneration(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  int size() {
    return ids.size();
  }

  /** What the ids take of the heap. */
  long bytes() {
    return ids.bytes() + (long) fresh.length * Long.BYTES;
  }

  SeenFacts.Sighting lookUp(Digest128 id, long payload) {
    if (!ids.holds(id)) {
      return SeenFacts.Sighting.NEW;
    }
    return ids.payload(id) == payload ? SeenFacts.Sighting.REPEAT : SeenFacts.Sighting.CONFLICT;
  }

  void add(Digest128 id, long payload) {
    ids.add(id.high(), id.low(), payload);
    if (freshSize + SeenSet.WIDTH > fresh.length) {
      fresh = Arrays.copyOf(fresh, fresh.length * 2);
    }
    fresh[freshSize++] = id.high();
    fresh[freshSize++] = id.low();
    fresh[freshSize++] = payload;
  }

  /** The ids that came since the last call, as runs with numbers never used before. */
  void changes(PartSink sink) {
    runs = emit(fresh, freshSize, runs, sink);
    freshSize = 0;
    fresh = fresh.length > LARGEST_KEPT ? new long[SMALLEST] : fresh;
  }

  /** All ids, sorted, as runs counted from 0: the same for the same ids however they came. */
  void all(PartSink sink) {
    long[] run = new long[RUN * SeenSet.WIDTH];
    int[] at = {0, 0};
    ids.sorted(
        (high, low, payload) -> {
          run[at[0]++] = high;
          run[at[0]++] = low;
          run[at[0]++] = payload;
          if (at[0] == run.length) {
            at[1] = emit(run, at[0], at[1], sink);
            at[0] = 0;
          }
        });
    emit(run, at[0], at[1], sink);
  }

  private int emit(long[] entries, int length, int firstRun, PartSink sink) {
    int run = firstRun;
    for (int from = 0; from < length; from += RUN * SeenSet.WIDTH) {
      Packer value = new Packer();
      for (int i = from; i < Math.min(length, from + RUN * SeenSet.WIDTH); i++) {
        value.fixed(entries[i]);
      }
      sink.accept(key(run++), value.bytes());
    }
    return run;
  }

  /** Says that every part of this generation is gone. */
  void drop(PartSink sink) {
    for (int run = 0; run < runs; run++) {
      sink.accept(key(run), null);
    }
  }

  void load(int run, Unpacker part) {
    runs = Math.max(runs, run + 1);
    while (!part.isAtEnd()) {
      ids.add(part.fixed(), part.fixed(), part.fixed());
    }
  }

  private byte[] key(int run) {
    return new Packer().raw(PartKind.SEEN).fixed(number).fixed(run).bytes();
  }
}
