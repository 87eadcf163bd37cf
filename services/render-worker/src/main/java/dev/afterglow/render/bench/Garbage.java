package dev.afterglow.render.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Set;

/** Bytes that threads of given names allocate. */
final class Garbage {
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long[] ids;
  private long bytesBefore = -1;
  private long framesBefore;

  /** Finds the threads; they must be running. */
  Garbage(String... names) {
    Set<String> wanted = Set.of(names);
    ids =
        Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
            .filter(info -> info != null && wanted.contains(info.getThreadName()))
            .mapToLong(ThreadInfo::getThreadId)
            .toArray();
    if (ids.length != names.length) {
      throw new IllegalStateException("no thread has one of the names " + wanted);
    }
  }

  /** Counts from here; only the first call does anything. */
  void begin(long frames) {
    if (bytesBefore < 0) {
      bytesBefore = bytes();
      framesBefore = frames;
    }
  }

  /** Bytes a frame since {@link #begin}. */
  double bytesEach(long frames) {
    return (bytes() - bytesBefore) / (double) Math.max(1, frames - framesBefore);
  }

  private long bytes() {
    return Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
  }
}
