package dev.afterglow.commerce.room;

import java.util.Arrays;

/** One generation of seen ids, with those that no part holds yet. */
final class SeenGeneration {
  private static final int RUN = 8_192;

  private final int number;
  private final SeenSet ids = new SeenSet();
  private long[] fresh = new long[SeenSet.WIDTH * 16];
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

  SeenFacts.Sighting lookUp(Digest128 id, long payload) {
    int slot = ids.find(id);
    if (slot < 0) {
      return SeenFacts.Sighting.NEW;
    }
    return ids.payload(slot) == payload ? SeenFacts.Sighting.REPEAT : SeenFacts.Sighting.CONFLICT;
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
  }

  /** All ids, sorted, as runs counted from 0: the same for the same ids however they came. */
  void all(PartSink sink) {
    long[] sorted = new long[ids.size() * SeenSet.WIDTH];
    int[] next = {0};
    ids.sorted(
        entry -> {
          System.arraycopy(entry, 0, sorted, next[0], SeenSet.WIDTH);
          next[0] += SeenSet.WIDTH;
        });
    emit(sorted, sorted.length, 0, sink);
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
