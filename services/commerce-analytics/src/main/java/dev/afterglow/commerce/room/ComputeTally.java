package dev.afterglow.commerce.room;

import dev.afterglow.facts.Happening;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What each render of the room used, in bounded room. A render tells the whole so far each time, so
 * the largest told counts: whatever order facts come in, and whichever are lost, the last telling
 * makes it good. A sum cannot overflow: 1,000 renders of at most 10^15 each.
 */
final class ComputeTally {
  private static final int MOST_RENDERS = 1_000;

  private final Map<String, ComputeSum> renders = new TreeMap<>();
  private final TreeSet<String> changed = new TreeSet<>();

  /** Whether there was room for it. */
  boolean used(Happening.ComputeUsed used) {
    if (!renders.containsKey(used.renderId()) && renders.size() >= MOST_RENDERS) {
      return false;
    }
    ComputeSum told =
        new ComputeSum(
            1, used.deviceMs(), used.processorMs(), used.encoderMs(), used.bytesOut(), 1);
    renders.merge(used.renderId(), told, ComputeSum::atLeast);
    changed.add(used.renderId());
    return true;
  }

  ComputeSum sum() {
    return renders.values().stream().reduce(ComputeSum.NONE, ComputeSum::plus);
  }

  void changes(PartSink sink) {
    for (String render : changed) {
      ComputeSum used = renders.get(render);
      sink.accept(key(render), used == null ? null : value(used));
    }
    changed.clear();
  }

  void all(PartSink sink) {
    renders.forEach((render, used) -> sink.accept(key(render), value(used)));
  }

  void load(Unpacker key, Unpacker value) {
    renders.put(
        key.restAsText(),
        new ComputeSum(
            1, value.number(), value.number(), value.number(), value.number(), value.number()));
  }

  private static byte[] key(String render) {
    return new Packer().raw(PartKind.COMPUTE).raw(render.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  private static byte[] value(ComputeSum used) {
    return new Packer()
        .number(used.deviceMs())
        .number(used.processorMs())
        .number(used.encoderMs())
        .number(used.bytesOut())
        .number(used.told())
        .bytes();
  }
}
