package dev.afterglow.commerce.room;

import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many viewers were online at each whole second, as steps up and down: exact whatever order
 * facts come in. The last 48 hours stay open; what is older is folded into one base, and steps that
 * would fall there are moved to its end.
 */
final class Timeline {
  /** Seconds a page. */
  static final int PAGE = 512;

  private static final int PAGES = 48 * 3_600 / PAGE;

  /** The steps of one page. */
  private static final class Page {
    final int[] steps = new int[PAGE];
    int sum;
    int peak;
    boolean stale = true;

    int peak() {
      if (stale) {
        int running = 0;
        int most = 0;
        for (int step : steps) {
          running += step;
          most = Math.max(most, running);
        }
        peak = most;
        stale = false;
      }
      return peak;
    }
  }

  private final TreeMap<Integer, Page> pages = new TreeMap<>();
  private final TreeSet<Integer> changed = new TreeSet<>();
  private int openFrom = Integer.MIN_VALUE;
  private int base;
  private int basePeak;

  /** One viewer more from one second on, one fewer from another on. */
  void cover(int from, int to) {
    step(from, 1);
    step(to, -1);
  }

  /** Takes a covering back. */
  void uncover(int from, int to) {
    step(from, -1);
    step(to, 1);
  }

  private void step(int second, int by) {
    int index = Math.floorDiv(Math.max(second, openFrom), PAGE);
    Page page = pages.computeIfAbsent(index, _ -> new Page());
    page.steps[Math.floorMod(Math.max(second, openFrom), PAGE)] += by;
    page.sum += by;
    page.stale = true;
    changed.add(index);
    fold();
  }

  private void fold() {
    while (pages.lastKey() - pages.firstKey() > PAGES) {
      Map.Entry<Integer, Page> oldest = pages.pollFirstEntry();
      basePeak = Math.max(basePeak, base + oldest.getValue().peak());
      base += oldest.getValue().sum;
      openFrom = (oldest.getKey() + 1) * PAGE;
      changed.add(oldest.getKey());
    }
  }

  int onlineAt(int second) {
    int last = Math.floorDiv(second, PAGE);
    int online = base;
    for (Page page : pages.headMap(last, false).values()) {
      online += page.sum;
    }
    Page partly = pages.get(last);
    for (int i = 0; partly != null && i <= Math.floorMod(second, PAGE); i++) {
      online += partly.steps[i];
    }
    return online;
  }

  int peak() {
    int running = base;
    int most = basePeak;
    for (Page page : pages.values()) {
      most = Math.max(most, running + page.peak());
      running += page.sum;
    }
    return most;
  }

  /** The most online in any second from one on, up to but without another. */
  int peakBetween(int from, int to) {
    int online = onlineAt(from);
    int most = from < to ? online : 0;
    for (int second = from + 1; second < to; second++) {
      online += stepAt(second);
      most = Math.max(most, online);
    }
    return most;
  }

  /** Seconds watched from one second on, up to but without another. */
  long watchedBetween(int from, int to) {
    long watched = 0;
    int online = onlineAt(from);
    for (int second = from; second < to; second++) {
      online += second == from ? 0 : stepAt(second);
      watched += online;
    }
    return watched;
  }

  private int stepAt(int second) {
    Page page = pages.get(Math.floorDiv(second, PAGE));
    return page == null ? 0 : page.steps[Math.floorMod(second, PAGE)];
  }

  /** The second from which on nobody is there any more; 0 where nobody ever was. */
  int end() {
    for (Map.Entry<Integer, Page> page : pages.descendingMap().entrySet()) {
      for (int i = PAGE - 1; i >= 0; i--) {
        if (page.getValue().steps[i] != 0) {
          return page.getKey() * PAGE + i;
        }
      }
    }
    return 0;
  }

  /** What the pages take of the heap. */
  long bytes() {
    return (long) pages.size() * PAGE * Integer.BYTES;
  }

  void changes(PartSink sink) {
    for (int index : changed) {
      Page page = pages.get(index);
      sink.accept(key(index), page == null ? null : value(page));
    }
    changed.clear();
  }

  void all(PartSink sink) {
    pages.forEach((index, page) -> sink.accept(key(index), value(page)));
  }

  void packBase(Packer header) {
    header.number(openFrom).number(base).number(basePeak);
  }

  void unpackBase(Unpacker header) {
    openFrom = (int) header.number();
    base = (int) header.number();
    basePeak = (int) header.number();
  }

  void load(Unpacker key, Unpacker value) {
    Page page = new Page();
    for (int i = 0; i < PAGE; i++) {
      page.steps[i] = (int) value.number();
      page.sum += page.steps[i];
    }
    pages.put((int) key.fixed(), page);
  }

  private static byte[] key(int index) {
    return new Packer().raw(PartKind.TIMELINE).fixed(index).bytes();
  }

  private static byte[] value(Page page) {
    Packer value = new Packer();
    for (int step : page.steps) {
      value.number(step);
    }
    return value.bytes();
  }
}
