package dev.afterglow.standalone.bench.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Drives as devices would: each sends motion and voice at its own phase, when due, and takes what
 * its reader gets. One thread sends, one receives. A delay is counted from just before a message is
 * written to just after it has been read back; how late the sender itself was is told beside it.
 */
final class LoadGenerator implements AutoCloseable {
  private static final long NAP_NANOS = 300_000;
  private static final long MOTION_NANOS = 1_000_000_000L / DriveScript.MOTION_HZ;
  private static final long VOICE_NANOS = 1_000_000_000L / DriveScript.VOICE_HZ;
  private static final double SPREAD = 0.618_033_988_749_895;

  private final DriveScript script;
  private final Selector selector;
  private final List<LoadDrive> drives = new CopyOnWriteArrayList<>();
  private volatile int active;
  private volatile boolean running = true;
  private volatile Window window = new Window();

  /** What was seen in one stretch of time; each field is written by one thread. */
  static final class Window {
    final Latencies delays = new Latencies();
    final Latencies motion = new Latencies();
    final Latencies voice = new Latencies();
    final Latencies late = new Latencies();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
  }

  LoadGenerator(DriveScript script) throws IOException {
    this.script = script;
    this.selector = Selector.open();
    Thread.ofPlatform().daemon().name("load-send").start(this::sending);
    Thread.ofPlatform().daemon().name("load-receive").start(this::receiving);
  }

  /** Takes a drive that is open; it sends nothing before it is among the {@link #drive} ones. */
  void add(LoadDrive drive) throws IOException {
    selector.wakeup();
    drive.device().channel().register(selector, SelectionKey.OP_READ, new Side(drive, true));
    drive.reader().channel().register(selector, SelectionKey.OP_READ, new Side(drive, false));
    selector.wakeup();
    drives.add(drive);
  }

  /** Leaves the drives beyond so many; none may be sending. */
  void keep(int count) throws IOException {
    for (LoadDrive drive : drives.subList(count, drives.size())) {
      drive.device().close();
      drive.reader().close();
    }
    drives.subList(count, drives.size()).clear();
    selector.wakeup();
  }

  int count() {
    return drives.size();
  }

  /** How many of the drives send from now on. */
  void drive(int count) {
    active = count;
  }

  /** Begins a stretch, and gives the one before. */
  Window next() {
    Window before = window;
    window = new Window();
    return before;
  }

  boolean allOpened() {
    return drives.stream().allMatch(LoadDrive::opened);
  }

  long ended() {
    return drives.stream().filter(LoadDrive::ended).count();
  }

  @Override
  public void close() throws IOException {
    running = false;
    selector.wakeup();
    for (LoadDrive drive : drives) {
      drive.device().close();
      drive.reader().close();
    }
  }

  private record Side(LoadDrive drive, boolean device) {}

  private void sending() {
    long[] motionDue = new long[0];
    long[] voiceDue = new long[0];
    LoadDrive[] all = new LoadDrive[0];
    int before = 0;
    while (running) {
      int count = active;
      if (count != before) {
        all = drives.toArray(LoadDrive[]::new);
        motionDue = new long[count];
        voiceDue = new long[count];
        long now = System.nanoTime();
        for (int i = 0; i < count; i++) {
          // Phases by the golden section: evenly spread for any number of drives.
          motionDue[i] = now + (long) (MOTION_NANOS * (i * SPREAD % 1));
          voiceDue[i] = now + (long) (VOICE_NANOS * (i * SPREAD % 1));
        }
        before = count;
      }
      try {
        send(all, count, motionDue, voiceDue);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  private void send(LoadDrive[] all, int count, long[] motionDue, long[] voiceDue)
      throws IOException {
    Window here = window;
    long sent = 0;
    long refused = 0;
    for (int i = 0; i < count; i++) {
      long now = System.nanoTime();
      if (now - motionDue[i] >= 0) {
        boolean taken = all[i].sendMotion(script, now);
        sent += taken ? 1 : 0;
        refused += taken ? 0 : 1;
        here.late.add(now - motionDue[i]);
        motionDue[i] += MOTION_NANOS;
      }
      if (now - voiceDue[i] >= 0) {
        long voiceNow = System.nanoTime();
        boolean taken = all[i].sendVoice(script, voiceNow);
        sent += taken ? 1 : 0;
        refused += taken ? 0 : 1;
        here.late.add(voiceNow - voiceDue[i]);
        voiceDue[i] += VOICE_NANOS;
      }
    }
    here.sent.addAndGet(sent);
    here.refused.addAndGet(refused);
  }

  private void receiving() {
    try {
      while (running) {
        selector.select(
            key -> {
              Side side = (Side) key.attachment();
              try {
                if (side.device()) {
                  side.drive().device().read(side.drive()::answer);
                } else {
                  side.drive()
                      .reader()
                      .read((bytes, end) -> side.drive().arrived(bytes, end, this::arrived));
                }
              } catch (ClosedChannelException closed) {
                key.cancel();
              } catch (IOException broken) {
                key.cancel();
              }
            },
            100);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void arrived(boolean motion, long delayNanos) {
    Window here = window;
    here.delays.add(delayNanos);
    (motion ? here.motion : here.voice).add(delayNanos);
  }
}
